import { Argument } from 'commander';
import { RELATIONS, type Relation } from '../events/person.ts';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
}

/** `people show|list|relation|join`: who holds an account, how he stands to the company, and who is a rehire. */
export const register: Register = (program, desk) => {
  const people = program.command('people').description('show people and say how they stand to the company');
  people
    .command('show')
    .description('shows who holds an account or an external id: relation, history, groups, open cases')
    .argument('<id>', 'a userid, or the id of an external contact')
    .addOption(corpOption())
    .action(
      desk.answers(async (id: string, options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./people-show.ts')).showPerson(deps, options.corp, id)),
      ),
    );
  people
    .command('list')
    .description('lists everybody at work, with how they stand to the company')
    .option('--unknown', 'those alone of whom neither HR nor a policy has said it; exit 1 while there are any')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string; unknown?: boolean }) =>
        desk.open(async (deps) => (await import('./people-list.ts')).listPeople(deps, options)),
      ),
    );
  people
    .command('relation')
    .description('says how a person stands to the company; formats and duties follow from it')
    .argument('<person>', 'a userid, or the id of a person as `people show` prints it')
    .addArgument(new Argument('<relation>', 'the relation').choices(RELATIONS))
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (person: string, relation: Relation, options: Options) =>
        desk.open(async (deps) => (await import('./people-change.ts')).setRelationOf(deps, options, person, relation)),
      ),
    );
  people
    .command('join')
    .description('says that a person is the same human as an earlier one, such as a rehire')
    .argument('<person>', 'a userid or the id of a person')
    .argument('<earlier>', 'the id of the earlier person, as `people show` prints it')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (person: string, earlier: string, options: Options) =>
        desk.open(async (deps) => (await import('./people-change.ts')).join(deps, options, person, earlier)),
      ),
    );
};
