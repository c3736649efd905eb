import { describe, expect, test } from 'vitest';
import { readYaml } from './read-yaml.ts';

const REGISTER = { name: 'register', start: 'begin it with "groups:"', instead: 'write it out' };

describe('a file that is no policy is called what it is', () => {
  test.each([
    ['', 'the file is empty or no register', 'begin it with "groups:"'],
    ['groups: []\n---\ngroups: []\n', 'a second document begins here', 'one register a file: remove the line "---"'],
    ['groups: &one []\n', 'anchors are not allowed: &one', 'write it out'],
    ['groups: *one\n', 'aliases are not allowed: *one', 'write it out'],
    [`# ${'x'.repeat(300_000)}`, 'the file is larger than 256 KB', 'a register is text for people: shorten it'],
  ])('case %#', (source, message, remedy) => {
    const read = readYaml(source, 'register.yaml', REGISTER);
    expect('problems' in read && read.problems[0]).toMatchObject({ message, remedy });
  });
});
