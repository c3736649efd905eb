import { z } from 'zod';
import type { RoleNamed, Sentence } from '../rule.ts';

/** Whoever leads the person who is asked: his direct leader, and the leaders of his departments up to the top. */
export const LEADER = 'leader';

/** A role or an office of the file, or `leader`. The file says who that is; WeCom or the register says who leads whom. */
export const RoleName = z.string().min(1).max(60);

const KEYS = new Set(['from', 'servedBy', 'responsible', 'to']);

/** Every place of settings that names a role; `leader` is none of the file's. */
export function rolesNamedIn(value: unknown, path: RoleNamed['path'] = []): RoleNamed[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (!KEYS.has(key)) return rolesNamedIn(inner, at);
    const names: unknown[] = Array.isArray(inner) ? inner : [inner];
    return names.flatMap((role, i) =>
      typeof role === 'string' && role !== LEADER ? [{ role, path: Array.isArray(inner) ? [...at, i] : at }] : [],
    );
  });
}

/** Of a role only its name in the file is known here; `policy explain` puts the title in its place. */
export const roleInWords = (role: string): Sentence =>
  role === LEADER ? { zh: '领导', en: 'a leader' } : { zh: `「${role}」`, en: `"${role}"` };
