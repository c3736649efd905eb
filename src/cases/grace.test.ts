import { expect, test } from 'vitest';
import { nextStepAt } from './grace.ts';

const at = (time: string) => new Date(`2026-11-26T${time}:00+08:00`);

test('a case takes its next step at the end of its grace', () =>
  expect(nextStepAt({ tellAt: at('10:00'), dueAt: at('18:00') })).toEqual(at('18:00')));

test('without a grace nobody hears of it again within a day, and nothing is looked at over and over', () =>
  expect(nextStepAt({ tellAt: at('10:00'), dueAt: at('10:00') })).toEqual(new Date('2026-11-27T10:00:00+08:00')));
