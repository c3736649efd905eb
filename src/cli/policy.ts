import { Option } from 'commander';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { registerSignOff } from './sign-off.ts';

const FILE = 'a policy file, such as policies/chongqing-industrial.yaml';

/** `policy check|explain|kit|test|schema|replay|publish|rollout|sign-off`: the last four need the database; check does with a corp, kit with a short name. */
export const register: Register = (program, desk) => {
  const policy = program
    .command('policy')
    .description('check, explain, test, replay and publish policy files, and write the papers of a first day');
  policy
    .command('check')
    .description('finds every mistake of policy files, with line and remedy, and what is still open')
    .argument('<file...>', FILE)
    .addOption(new Option('--corp <slug>', "also asks this corp's directory whether somebody holds each role"))
    .action(
      desk.answers(async (files: string[], { corp }: { corp?: string }) =>
        corp === undefined
          ? (await import('./policy-check.ts')).checkFiles(files)
          : desk.open(async (deps) => (await import('./policy-people.ts')).checkWithPeople(deps, files, corp)),
      ),
    );
  policy
    .command('explain')
    .description('renders a policy in plain words, clause by clause; first what cannot be seen')
    .argument('<file>', FILE)
    .addOption(new Option('--lang <language>', 'the language').choices(['zh', 'en']).default('zh'))
    .action(
      desk.answers(async (file: string, options: { lang: 'zh' | 'en' }) =>
        (await import('./policy-explain.ts')).explainFile(file, options.lang),
      ),
    );
  policy
    .command('kit')
    .description(
      'writes what is handed out before the first day: announcement, group notices, welcome texts, FAQ, training script, sign-off list',
    )
    .argument('<policy>', `${FILE}; or the short name of a policy in force`)
    .option('--to <folder>', 'writes a file each, in Chinese and English; nothing there is overwritten')
    .addOption(new Option('--lang <language>', 'the language to print').choices(['zh', 'en']).default('zh'))
    .addOption(corpOption())
    .action(
      desk.answers(async (named: string, options: { corp?: string; to?: string; lang: 'zh' | 'en' }) =>
        (await import('./policy-kit.ts')).kit(desk.open, named, options),
      ),
    );
  policy
    .command('test')
    .description('judges the cases beside a policy: situations in plain words, and what is expected of each')
    .argument('<file>', FILE)
    .option('--cases <file>', 'the cases; by default the file beside it that ends with .cases.yaml')
    .action(
      desk.answers(async (file: string, options: { cases?: string }) =>
        (await import('./policy-test.ts')).testPolicy(file, options.cases),
      ),
    );
  policy
    .command('schema')
    .description('prints the JSON Schema that editors check policy files with')
    .option('--write [file]', 'writes it instead, to policies/policy.schema.json unless named')
    .action(
      desk.answers(async (options: { write?: string | true }) =>
        (await import('./policy-schema.ts')).printSchema(options.write),
      ),
    );
  policy
    .command('replay')
    .description('judges the stored past under a file: whom it would have reminded, and how that differs from then')
    .argument('<file>', FILE)
    .addOption(corpOption())
    .option('--since <days>', 'how far back, in days', '30d')
    .action(
      desk.answers(async (file: string, options: { corp?: string; since: string }) =>
        desk.open(async (deps) => (await import('./policy-replay.ts')).replayFile(deps, file, options)),
      ),
    );
  policy
    .command('publish')
    .description('publishes policy files as the next version of each; every group is judged by it from then on')
    .argument('[file...]', 'policy files; by default those that qungui.yaml names for the corp')
    .addOption(corpOption())
    .addOption(byOption())
    .option('--anyway <reason>', 'publishes although the replay of 30 days is above manners.replayCap')
    .action(
      desk.answers(async (files: string[], options: { corp?: string; by: string; anyway?: string }) =>
        desk.open(async (deps) => (await import('./policy-publish.ts')).publishFiles(deps, files, options)),
      ),
    );
  const rollout = policy.command('rollout').description('how far each rule is on its way to its level');
  rollout
    .command('show')
    .description('the steps of each plan, and what observing has shown so far')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./policy-rollout.ts')).showRollout(deps, options)),
      ),
    );
  rollout
    .command('confirm')
    .description('lets a rule go its next step, on what it has shown')
    .argument('<rule>', "the policy's own name for its use of the rule")
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (rule: string, options: { corp?: string; by: string }) =>
        desk.open(async (deps) => (await import('./policy-rollout.ts')).confirmRollout(deps, rule, options)),
      ),
    );
  registerSignOff(policy, desk);
};
