import type { Company } from '../world/company.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { neededText } from './params.ts';
import { Refusal } from './refusal.ts';

/** The menu of the app [90231, 90232, 90233]. */
export const menuEndpoints: readonly Endpoint[] = [
  { path: 'menu/create', method: 'POST', opening: 'app', answer: create },
  { path: 'menu/get', method: 'GET', opening: 'app', answer: get },
  { path: 'menu/delete', method: 'GET', opening: 'app', answer: remove },
];

/** A button without others inside it. */
export interface MenuButton {
  readonly name: string;
  readonly type: string;
  readonly key: string;
  readonly url: string;
}

interface Top extends MenuButton {
  readonly inside: readonly MenuButton[];
}

const ofCompany = new WeakMap<Company, readonly Top[]>();

/** Every button that can be pressed now. */
export const menuOf = (company: Company): readonly MenuButton[] =>
  (ofCompany.get(company) ?? []).flatMap((top) => (top.inside.length > 0 ? top.inside : [top]));

function create(call: Call): Body {
  checkAgent(call);
  const buttons = partsOf(call.body, 'button');
  if (buttons.length < 1 || buttons.length > 3) throw new Refusal(40016);
  const tops = buttons.map((one) => {
    const inside = partsOf(one, 'sub_button');
    if (inside.length > 5) throw new Refusal(40023);
    const name = nameOf(one, 16, 40018);
    return inside.length > 0
      ? {
          name,
          type: '',
          key: '',
          url: '',
          inside: inside.map((part) => ({ ...pressable(part), name: nameOf(part, 40, 40025) })),
        }
      : { ...pressable(one), name, inside };
  });
  ofCompany.set(call.company, tops as readonly Top[]);
  return {};
}

function get(call: Call): Body {
  checkAgent(call);
  const tops = ofCompany.get(call.company);
  if (!tops) throw new Refusal(46003);
  return { button: tops.map(({ inside, ...top }) => ({ ...top, sub_button: inside })) };
}

function remove(call: Call): Body {
  checkAgent(call);
  ofCompany.delete(call.company);
  return {};
}

function checkAgent({ company, query }: Call): void {
  if (query.agentid !== String(company.surfaces.app.agentId)) throw new Refusal(query.agentid ? 301002 : 41011);
}

function partsOf(body: Body, name: string): Body[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'object' || one === null))
    throw new Refusal(40058, name);
  return value as Body[];
}

function nameOf(body: Body, most: number, errcode: number): string {
  const name = neededText(body, 'name', errcode);
  if (Buffer.byteLength(name) > most) throw new Refusal(errcode);
  return name;
}

function pressable(body: Body): Omit<MenuButton, 'name'> {
  const type = neededText(body, 'type', 40017);
  if (type === 'click') {
    const key = neededText(body, 'key', 40019);
    if (Buffer.byteLength(key) > 128) throw new Refusal(40019);
    return { type, key, url: '' };
  }
  if (type !== 'view') throw new Refusal(40017);
  const url = neededText(body, 'url', 40020);
  if (Buffer.byteLength(url) > 1_024) throw new Refusal(40020);
  return { type, key: '', url };
}
