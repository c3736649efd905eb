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

  /** A person asks for leave, a trip or going out; half days are told by their day and half: `2026-11-26 下午`. */
  const askToBeAway = async (userid: string, templateId: string, from: string, until: string): Promise<string> => {
    const template = templates.get(templateId);
    const control = template?.controls.find((one) => one.control === 'Vacation' || one.control === 'Attendance');
    if (!template || !control) throw new TypeError(`nobody can ask to be away with ${templateId}`);
    const attendance = { date_range: rangeOf(from, until), type: control.attendance ?? 1 };
    const words = (text: string) => [{ text, lang: 'zh_CN' }];
    const selector = { type: 'single', options: [{ key: '3', value: words('病假') }] };
    const value = control.control === 'Vacation' ? { vacation: { selector, attendance } } : { attendance };
    const contents = [{ control: control.control, id: control.id, title: words(control.title), value }];
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
    askToBeAway,
    decideForm,
    withdrawForm,
    /** Forms in the order they were handed in. */
    forms: (): readonly Form[] => [...forms.values()],
  };
}

/** As WeCom tells it: moments, or midnight for a morning and noon for an afternoon [91983]. By the clocks of China. */
function rangeOf(from: string, until: string) {
  const seconds = (local: string) => Date.parse(`${local.replace(' ', 'T')}:00+08:00`) / 1_000;
  const half = (day: string) => seconds(day.replace('上午', '00:00').replace('下午', '12:00'));
  const isHalves = /[上下]午$/.test(from);
  const [new_begin, new_end] = isHalves ? [half(from), half(until)] : [seconds(from), seconds(until)];
  return {
    type: isHalves ? 'halfday' : 'hour',
    new_begin,
    new_end,
    new_duration: Math.max(43_200, new_end - new_begin),
  };
}
