import { approvalChanged } from '../callbacks/events.ts';
import { type ApprovalTemplate, type Content, type Form, newForm } from '../world/approvals.ts';
import { presentEmployee, sameId } from '../world/people.ts';
import { type Stage, tell } from './stage.ts';

/** What happens in the built-in approval app. Each change is called back to an app that may call it [91815]. */
export function approvalVerbs(stage: Stage) {
  const { company, clock } = stage;
  const { templates, forms } = company.approvals;

  const report = async (form: Form, change: Parameters<typeof approvalChanged>[1]): Promise<void> => {
    if (company.settings.approvalCallable) tell(stage, 'app', approvalChanged(form, change), await clock.now());
  };
  const formOf = (number: string): Form => {
    const form = forms.get(number);
    if (!form) throw new TypeError(`there is no form ${number}`);
    return form;
  };

  /** A person hands in a form in his client: texts by the titles of its controls. Answers its number. */
  const handIn = async (
    userid: string,
    templateId: string,
    values: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const template = templates.get(templateId);
    if (!template) throw new TypeError(`there is no template ${templateId}`);
    const contents = template.controls.flatMap(({ control, id, title }): Content[] => {
      const text = values[title];
      return text === undefined ? [] : [{ control, id, title: [{ text: title, lang: 'zh_CN' }], value: { text } }];
    });
    const form = newForm(
      company.approvals,
      template,
      presentEmployee(company, userid).userid,
      contents,
      await clock.now(),
    );
    await report(form, 1);
    return form.number;
  };

  /** An approver decides his step; the last one that agrees ends the form. */
  const decideForm = async (number: string, userid: string, word: 'agree' | 'refuse'): Promise<void> => {
    const form = formOf(number);
    const step = form.steps.find((one) => one.status === 1);
    if (form.status !== 1 || !step || !sameId(step.userid, userid))
      throw new TypeError(`${userid} has nothing to decide`);
    step.status = word === 'agree' ? 2 : 3;
    step.at = await clock.now();
    if (word === 'refuse') form.status = 3;
    else if (form.steps.every((one) => one.status === 2)) form.status = 2;
    await report(form, word === 'agree' ? 2 : 3);
  };

  /** The applicant takes it back, before it was approved or afterwards. */
  const withdrawForm = async (number: string): Promise<void> => {
    const form = formOf(number);
    const approved = form.status === 2;
    form.status = approved ? 6 : 4;
    await report(form, approved ? 8 : 6);
  };

  return {
    addApprovalTemplate: (template: ApprovalTemplate): void => void templates.set(template.id, template),
    handIn,
    decideForm,
    withdrawForm,
    /** Forms in the order they were handed in. */
    forms: (): readonly Form[] => [...forms.values()],
  };
}
