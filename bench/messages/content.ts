import { AhoCorasick as FastLibrary } from '@monyone/aho-corasick/fast';
import { buildMatcher, scan } from '../../src/content/matcher.ts';
import { medianAfterFirst } from '../median.ts';
import { say } from '../say.ts';
import type { Talk } from './talk.ts';

const rounds = 5;
const sampleSize = 100;

/** One way to look for all words in many messages. Returns how many hits it had, so that nothing is optimised away. */
interface Way {
  readonly name: string;
  readonly look: (message: string) => number;
  readonly messages: readonly string[];
}

/**
 * How fast listed words are found: UTF-8 megabytes a second of one core, everything folded, beside the library, the naive loop and one
 * large regular expression, which get the text as it is; the last two a hundred messages. Medians of five interleaved rounds.
 */
export function contentPart(talk: Talk): { readonly content_mb_per_s: number; readonly words: number } {
  const { ways, said } = waysOf(talk);
  for (const line of said) say(line);
  const speeds = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1)
    for (const way of ways) speeds.set(way.name, [...(speeds.get(way.name) ?? []), megabytesPerSecond(way)]);
  const medians = ways.map(({ name }) => ({ name, speed: medianAfterFirst(speeds.get(name) ?? []) }));
  const ours = medians[0]?.speed ?? 0;
  for (const { name, speed } of medians)
    say(
      `content: ${name}: ${figure(speed)} MB/s${speed === ours ? '' : `; ours is ${figure(ours / speed)} times as fast`}`,
    );
  return { content_mb_per_s: Number(figure(ours)), words: talk.words.length };
}

function waysOf(talk: Talk): { readonly ways: readonly Way[]; readonly said: readonly string[] } {
  const { words: listed, messages } = talk;
  const lists = [{ category: 'ads' as const, words: listed, allowed: [] }];
  const ours = timed(() => buildMatcher(lists, { gaps: 'symbols', lookAlikes: 'off', spelling: 'plain' }));
  const library = timed(() => new FastLibrary([...listed]));
  const matcher = ours.made;
  const sample = messages.slice(0, sampleSize);
  const large = new RegExp(listed.join('|'), 'gu');
  const bytes = Object.values(matcher.automaton).reduce((sum, { byteLength }) => sum + byteLength, 0);
  const hits = messages.reduce((sum, message) => sum + scan(matcher, message).length, 0);
  return {
    ways: [
      { name: 'ours, folding included', look: (message) => scan(matcher, message).length, messages },
      { name: 'library, text as it is', look: (message) => library.made.matchInText(message).length, messages },
      {
        name: 'naive includes',
        look: (message) => listed.filter((word) => message.includes(word)).length,
        messages: sample,
      },
      { name: 'one regular expression', look: (message) => message.match(large)?.length ?? 0, messages: sample },
    ],
    said: [
      `content: ${messages.length} messages, ${(talk.bytes / 1e6).toFixed(1)} MB, ${talk.planted} listed words put in, ${hits} found`,
      `content: built in ${ours.ms} ms, the library in ${library.ms} ms; ${Math.round(bytes / listed.length)} bytes a word`,
    ],
  };
}

function timed<T>(make: () => T): { readonly made: T; readonly ms: number } {
  const before = process.cpuUsage();
  const made = make();
  return { made, ms: Math.round(coreSeconds(before) * 1000) };
}

function megabytesPerSecond({ look, messages }: Way): number {
  const before = process.cpuUsage();
  let hits = 0;
  for (const message of messages) hits += look(message);
  if (hits === 0) throw new Error('nothing was found');
  return Buffer.byteLength(messages.join('')) / 1e6 / coreSeconds(before);
}

/** Seconds of one core, all threads of the process added up: what others run beside it does not count. */
function coreSeconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const figure = (speed: number): string => (speed < 100 ? speed.toPrecision(3) : String(Math.round(speed)));
