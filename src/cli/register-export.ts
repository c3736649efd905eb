import { writeFileSync } from 'node:fs';
import type { Deps } from '../deps.ts';
import { exportSheet } from '../register/export-sheet.ts';
import type { Format } from '../register/sheet/sheet.ts';
import type { Encoding } from '../register/sheet/text-encoding.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
  readonly encoding: Encoding;
}

/** Writes the register into a file that can be read in again; the trail names who took it out. */
export async function exportFile(deps: Deps, file: string, { corp: slug, by, encoding }: Options): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const { bytes, groups, lost } = await exportSheet(deps, corp, formatOf(file, encoding), by);
  writeFileSync(file, bytes, { mode: 0o600 });
  const warning = lost === 0 ? '' : `! ${lost} signs are not in GBK and became ?\n`;
  return {
    exit: 0,
    json: { file, corp: corp.slug, groups, lost },
    text: `✓ ${groups} groups written to ${file}\n${warning}`,
  };
}

function formatOf(file: string, encoding: Encoding): Format {
  if (/\.xlsx$/i.test(file)) return { as: 'xlsx' };
  if (/\.csv$/i.test(file)) return { as: 'csv', encoding };
  throw wrongUse(
    `it is not said what ${file} shall be`,
    'its name ends in neither .xlsx nor .csv',
    'name it register.xlsx',
  );
}
