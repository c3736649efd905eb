import type { Label } from './labels.ts';
import { label } from './labels.ts';
import { keyOf } from './nickname-key.ts';

/**
 * The ways one name is written: as the directory has it, without a remark 「张示例（实习）」, without words that may be added
 * 「示例人力-张示例」, without the number of a namesake 「张示例2」, and Latin names in either order. The best first.
 */
export function nameLabels(names: readonly string[], mayAdd: readonly string[]): Label[] {
  const labels: Label[] = [];
  for (const name of names) {
    const bare = withoutAdded(withoutRemark(name), mayAdd);
    for (const text of [bare, name, withoutNumber(bare), otherOrder(bare)]) {
      const one = label(text);
      if (one.key !== '' && !labels.some(({ key }) => key === one.key)) labels.push(one);
    }
  }
  return labels;
}

function withoutRemark(name: string): string {
  const bare = name.replace(/[（(【[][^（(【[]*[)）】\]]\s*$/u, '').trim();
  return keyOf(bare) === '' ? name : bare;
}

function withoutAdded(name: string, mayAdd: readonly string[]): string {
  if (mayAdd.length === 0) return name;
  const kept = name.split(/[-－—–_/|]/u).filter((segment) => !mayAdd.includes(keyOf(segment)));
  return kept.length === 0 ? name : kept.join('-').trim();
}

function withoutNumber(name: string): string {
  const bare = name.replace(/[\d０-９]+$/u, '');
  return keyOf(bare) === '' ? name : bare;
}

function otherOrder(name: string): string {
  const words = name.split(/\s+/u);
  const latin = words.length > 1 && words.every((word) => /^[\p{Script=Latin}.'-]+$/u.test(word));
  return latin ? words.reverse().join(' ') : name;
}
