import { z } from 'zod';

/** How far a text is of each category that was asked for: 0 to 1. */
export type Grades = Readonly<Record<string, number>>;

const Answer = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

/** A number, or one in quotes; nothing beyond 0 and 1. */
const Grade = z
  .union([z.number(), z.stringFormat('number', /^\d(\.\d+)?$/).transform(Number)])
  .pipe(z.number().min(0).max(1));

/**
 * The grades in an answer of an OpenAI-compatible endpoint; null: it has none that can be believed. Words around the object are
 * passed over, and whatever it says of anything but the categories asked for.
 */
export function readGrades(answer: string, categories: readonly string[]): Grades | null {
  const parsed = Answer.safeParse(jsonOf(answer));
  const content = parsed.data?.choices[0]?.message.content ?? '';
  const said = jsonOf(content.slice(content.indexOf('{'), content.lastIndexOf('}') + 1));
  if (typeof said !== 'object' || said === null) return null;
  const grades: [string, number][] = [];
  for (const category of categories) {
    const grade = Grade.safeParse(Object.hasOwn(said, category) ? (said as Record<string, unknown>)[category] : null);
    if (!grade.success) return null;
    grades.push([category, grade.data]);
  }
  return Object.fromEntries(grades);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
