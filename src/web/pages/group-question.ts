import type { Line } from '../../register/inventory/lines.ts';
import type { OwnGroups } from '../../register/inventory/own-groups.ts';
import { type Option, purposeAsked, purposeKey, questionOf } from '../../register/inventory/plan-card.ts';
import { type Html, html } from '../html.ts';
import type { WordingKey } from '../words/say.ts';
import { type Lang, type Say, sayIn } from '../words/say.ts';

const REACH: Readonly<Record<Line['reach'], WordingKey>> = {
  customer: 'reachCustomer',
  managed: 'reachManaged',
  internal: 'reachInternal',
  native: 'reachNative',
  linked: 'reachLinked',
  outside: 'reachOutside',
  unknown: 'reachUnknown',
};

/** The questions about one group, as the card asks them: what it is, and what it is for. */
export function groupQuestion(line: Line, { kinds, today }: Pick<OwnGroups, 'kinds' | 'today'>, lang: Lang): Html {
  const say = sayIn(lang);
  const { options, selected } = questionOf(line, kinds, today, kinds.length);
  const chosen = chosenBefore(line) ?? selected;
  const purpose = purposeAsked(line);
  const said = purpose.options.find(({ word }) => word !== null && word === line.answered?.purpose)?.id;
  const nameOf = (id: string): string | undefined => kinds.find((kind) => id === `kind.${kind.id}`)?.name[lang];
  const choices = options.map(({ id, ...option }) => choice(id, nameOf(id) ?? wordsOf(option, say), id === chosen));
  const uses = purpose.options.map(({ id, word }) =>
    choice(id, word ?? say('optionLater'), id === (said ?? purpose.selected)),
  );
  const about = [say(REACH[line.reach]), ...(line.answered ? [] : [cluesOf(line, say)])].join(' · ');
  return html`<fieldset class="qg-group"><legend>${line.name}</legend><p class="qg-hint">${about}</p>
<div class="weui-cells weui-cells_form">${select(line.id, say(line.reach === 'outside' ? 'fieldDay' : 'fieldKind'), choices)}${
    line.reach === 'outside' ? null : select(purposeKey(line.id), say('fieldPurpose'), uses)
  }</div></fieldset>`;
}

const select = (name: string, label: string, choices: readonly Html[]): Html =>
  html`<label class="weui-cell weui-cell_active weui-cell_select weui-cell_select-after"><span class="weui-cell__hd"><span class="weui-label">${label}</span></span><span class="weui-cell__bd"><select class="weui-select" name="${name}">${choices}</select></span></label>`;

const choice = (id: string, words: string, selected: boolean): Html =>
  html`<option value="${id}"${selected ? html` selected` : null}>${words}</option>`;

/** The option that he chose last time. */
function chosenBefore({ answered }: Line): string | null {
  if (!answered) return null;
  if (answered.answer === 'kind') return `kind.${answered.kind}`;
  return answered.answer === 'migrate' ? `migrate.${answered.until}` : answered.answer;
}

function wordsOf({ says, word }: Pick<Option, 'says' | 'word'>, say: Say): string {
  if (says === 'kind') return word;
  if (says === 'migrate') return say('optionMigrate', { date: word });
  return say(says === 'unused' ? 'optionUnused' : says === 'not-mine' ? 'optionNotMine' : 'optionLater');
}

const CLUES: Readonly<Record<string, WordingKey>> = {
  said: 'clueSaid',
  name: 'clueName',
  department: 'clueDepartment',
  reach: 'clueReach',
  members: 'clueMembers',
};

/** Why a kind is proposed, in words: `name:营销,department:营销部`. */
function cluesOf({ kind, reason, reach }: Line, say: Say): string {
  if (reach === 'outside') return say('clueMove');
  const clues = reason.split(',').flatMap((clue) => {
    const [from = '', word = ''] = clue.split(':');
    const key = CLUES[from];
    return key ? [say(key, { word })] : [];
  });
  return kind === null || clues.length === 0 ? say('clueNone') : say('because', { clues: clues.join(say('and')) });
}
