import { Argument, type Command } from 'commander';
import { NOTE_ROLES, type NoteRole } from '../legal/note-parties.ts';
import { byOption, corpOption } from './corps.ts';
import { day } from './days.ts';
import type { Desk, Register } from './desk.ts';

interface Signed {
  readonly corp?: string;
  readonly by: string;
}

const PERSON = 'a userid, or the id of a person as `people show` prints it';

/** `duties deputy|note|place|exemption`: who stands in for whom, who is told, where people work, and who is spared for a while. */
export const register: Register = (program, desk) => {
  const duties = program
    .command('duties')
    .description('who stands in for whom, who is told, and who is spared for a while');
  registerDeputy(duties, desk);
  registerNote(duties, desk);
  registerExemption(duties, desk);
  duties
    .command('place')
    .description('says in which place somebody works, as far as its law is another, such as guangdong')
    .argument('<person>', PERSON)
    .argument('<place>', 'a name of the jurisdiction, or another word')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (person: string, place: string, options: Signed) =>
        desk.open(async (deps) => (await import('./duties-who.ts')).setPlaceOf(deps, person, place, options)),
      ),
    );
};

function registerDeputy(duties: Command, desk: Desk): void {
  const deputy = duties.command('deputy').description('who decides in somebody’s place on which days');
  deputy
    .command('set')
    .description('names a deputy; he decides with the same bars as everybody')
    .argument('<holder>', PERSON)
    .argument('<deputy>', PERSON)
    .requiredOption('--from <day>', 'the first day', day)
    .requiredOption('--until <day>', 'the last day', day)
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (holder: string, other: string, options: Signed & { from: string; until: string }) =>
        desk.open(async (deps) => (await import('./duties-deputy.ts')).nameDeputy(deps, holder, other, options)),
      ),
    );
  deputy
    .command('list')
    .description('who stands in for whom now and later')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./duties-deputy.ts')).listDeputies(deps, options)),
      ),
    );
  deputy
    .command('end')
    .description('ends it now, or takes it back')
    .argument('<id>', 'the id, as `duties deputy list` prints it')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (id: string, options: Signed) =>
        desk.open(async (deps) => (await import('./duties-deputy.ts')).stopDeputy(deps, id, options)),
      ),
    );
}

function registerNote(duties: Command, desk: Desk): void {
  const note = duties.command('note').description('who hears of proposals about people who are not employed here');
  const roleArgument = () => new Argument('<role>', 'as what he hears of it').choices(NOTE_ROLES);
  note
    .command('set')
    .description('names him; for one person, or for everybody of whom no other is named')
    .addArgument(roleArgument())
    .argument('<name>', 'what he, or the other company, is called')
    .option('--userid <userid>', 'his account; without one HR is given the words to send')
    .option('--of <person>', PERSON)
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (role: NoteRole, name: string, options: Signed & { userid?: string; of?: string }) =>
        desk.open(async (deps) => (await import('./duties-who.ts')).nameParty(deps, role, name, options)),
      ),
    );
  note
    .command('end')
    .description('nobody hears of it any more')
    .addArgument(roleArgument())
    .option('--of <person>', PERSON)
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (role: NoteRole, options: Signed & { of?: string }) =>
        desk.open(async (deps) => (await import('./duties-who.ts')).nameParty(deps, role, null, options)),
      ),
    );
  note
    .command('list')
    .description('everybody who is named')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./duties-who.ts')).listParties(deps, options)),
      ),
    );
}

function registerExemption(duties: Command, desk: Desk): void {
  const exemption = duties.command('exemption').description('members who ask to be spared by a rule for a while');
  exemption
    .command('list')
    .description('those that wait for somebody, and all others; exit 1 while any waits')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./duties-exemption.ts')).showExemptions(deps, options)),
      ),
    );
  for (const [name, says] of [
    ['agree', 'agrees; a leader’s wants two people, one of them outside his line'],
    ['refuse', 'does not agree, and says why'],
    ['end', 'ends it before its day'],
  ] as const)
    exemption
      .command(name)
      .description(says)
      .argument('<id>', 'the id, as `duties exemption list` prints it')
      .option('--because <why>', 'why not; only to refuse')
      .addOption(corpOption())
      .addOption(byOption())
      .action(
        desk.answers(async (id: string, options: Signed & { because?: string }) =>
          desk.open(async (deps) => (await import('./duties-exemption.ts')).moveExemption(deps, name, id, options)),
        ),
      );
}
