import type { Register } from './desk.ts';

/** `backup create|verify`: the embedded database, copied while it runs, and lived in for a moment to see that it can be. */
export const register: Register = (program, desk) => {
  const backup = program
    .command('backup')
    .description('copy the embedded database, and see whether a copy can be lived in');
  backup
    .command('create')
    .description('copies the database while everything runs; without the key-encryption key, which you keep elsewhere')
    .argument('<folder>', 'a new folder')
    .action(
      desk.answers(async (folder: string) =>
        desk.open(async (deps) => (await import('./backup-answers.ts')).create(deps, folder)),
      ),
    );
  backup
    .command('verify')
    .description('checks every file, starts a server on a copy, and recomputes the trail of every corp')
    .argument('<folder>', 'what backup create has made')
    .action(
      desk.answers(async (folder: string) => (await import('./backup-answers.ts')).verify(desk.configure(), folder)),
    );
};
