import { Option } from 'commander';
import { ENCODINGS } from '../register/sheet/text-encoding.ts';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { registerManaged } from './managed-commands.ts';

/** `groups list|show|register`: which groups there are, what is seen of them, and what the register says of them. */
export const register: Register = (program, desk) => {
  const groups = program.command('groups').description('list, show and register groups');
  groups
    .command('list')
    .description('lists groups with their reach and why we say so; first those that nobody has registered')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./groups-list.ts')).listGroups(deps, options.corp)),
      ),
    );
  groups
    .command('show')
    .description('shows one group: members, register entry, what each rule can see of it, open cases')
    .argument('<group>', 'its chat id, or its name where no other group has it')
    .addOption(corpOption())
    .action(
      desk.answers(async (group: string, options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./groups-show.ts')).showGroup(deps, options.corp, group)),
      ),
    );
  groups
    .command('register')
    .description('writes what a file says of groups into the register: what for, who approved, who administers')
    .argument('<file>', 'a YAML file that begins with "groups:"')
    .option('--dry-run', 'says what would change, and changes nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (file: string, options: { corp?: string; by: string; dryRun?: true }) =>
        desk.open(async (deps) => (await import('./groups-register.ts')).registerFile(deps, file, options)),
      ),
    );
  groups
    .command('import')
    .description('reads a sheet of groups (XLSX, or CSV in UTF-8 or GBK); lines with faults come back with the reason')
    .argument('<file>', 'a sheet whose headings are HR’s own: 群名, 群类型, 归属部门, 用途, 群主, 审批编号, …')
    .option('--dry-run', 'says what would change, and changes nothing')
    .option('--returned <file>', 'where the returned lines are written; beside the file unless told')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (file: string, options: { corp?: string; by: string; dryRun?: true; returned?: string }) =>
        desk.open(async (deps) => (await import('./register-import.ts')).importFile(deps, file, options)),
      ),
    );
  groups
    .command('export')
    .description('writes the register into a sheet that can be read in again')
    .argument('<file>', 'ends in .xlsx or .csv')
    .addOption(
      new Option('--encoding <name>', 'of a CSV; utf8-bom is what Excel opens').choices(ENCODINGS).default('utf8-bom'),
    )
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (file: string, options: { corp?: string; by: string; encoding: (typeof ENCODINGS)[number] }) =>
        desk.open(async (deps) => (await import('./register-export.ts')).exportFile(deps, file, options)),
      ),
    );
  registerManaged(groups, desk);
};
