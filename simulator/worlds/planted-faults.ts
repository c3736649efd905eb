import { firstGroup, lookAt, MARKETING, type Monday, OFFICE, TESTER } from './first-monday.ts';

/** Where the company is at WeCom's, and where its pages are. */
export interface Place {
  readonly simulator: string;
  readonly pages: string;
}

/** Somebody mends something; before it `doctor --only <mends>` is red, behind it green. */
export interface Mending {
  readonly at: string;
  readonly says: string;
  readonly mends: readonly string[];
  readonly happens: () => Promise<unknown>;
}

const SEEN_FROM = '203.0.113.7';

/** What is set on the admin page; each fault is one of these that is wrong. A switch that is off is not sent. */
const rightAt = (pages: string, corp: string) => ({
  customerContactCallable: 'on',
  approvalCallable: 'on',
  attendanceCallable: 'on',
  externalEventsTicked: 'on',
  enabled: 'on',
  trustedIps: SEEN_FROM,
  trustedDomains: new URL(pages).host,
  homeUrl: `${pages}/h5/${corp}`,
  visible: '',
});
type Form = Partial<Record<keyof ReturnType<typeof rightAt> | 'homeFirst', string | undefined>>;

/**
 * Six faults of a new tenant, as the admin page has them, and how they are mended one after another. Meanwhile somebody joins a
 * group and is given a nickname, of which no event tells: reading alone will show it.
 */
export async function plantFaults(monday: Monday, { simulator, pages }: Place): Promise<readonly Mending[]> {
  const { tenant, corp } = monday;
  await tenant.configureApp({ seenFrom: SEEN_FROM });
  const right = rightAt(pages, corp);
  let form: Form = right;
  const save = async (change: Form): Promise<void> => {
    form = { ...form, ...change };
    await saveSettings(`${simulator}/tenants/${tenant.name}/settings`, form);
  };
  await save({
    trustedIps: '198.51.100.1',
    customerContactCallable: undefined,
    externalEventsTicked: undefined,
    visible: `${OFFICE} ${MARKETING}`,
    homeFirst: 'on',
    trustedDomains: 'old.example.com',
    homeUrl: '',
  });
  const group = await firstGroup(monday);
  await tenant.join(group, 'zhuli.3', { inviter: 'qunzhu.1' });
  await tenant.setNickname(group, 'zhuli.3', '营销策划部-助理三');
  return mendings({ ...monday, group }, right, save);
}

/** Saves the form of the admin page, as a browser does. */
async function saveSettings(url: string, form: Form): Promise<void> {
  const fields = Object.entries(form).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const body = new URLSearchParams(fields as [string, string][]);
  const { status } = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  if (status !== 303) throw new Error(`the admin page answers ${status}`);
}

interface Here extends Monday {
  /** Where things happen. */
  readonly group: string;
}

function mendings(monday: Here, right: Form, save: (change: Form) => Promise<void>): Mending[] {
  const set = (...names: (keyof Form)[]) => save(Object.fromEntries(names.map((name) => [name, right[name]])));
  return [
    {
      at: '09:05',
      says: 'IT adds the address that WeCom saw',
      mends: ['trusted-ip'],
      happens: () => save({ trustedIps: `198.51.100.1 ${SEEN_FROM}` }),
    },
    {
      at: '09:07',
      says: 'the app may be called for 客户联系; the sweep reads a group, in which somebody is of whom no event told',
      mends: ['customer-contact'],
      happens: async () => {
        await set('customerContactCallable');
        await lookAt(monday, monday.group);
      },
    },
    {
      at: '09:09',
      says: 'everybody is in the visible scope',
      mends: ['owners', 'scope'],
      happens: () => set('visible'),
    },
    {
      at: '09:10',
      says: 'the events are ticked, and three are made to come',
      mends: ['events'],
      happens: async () => {
        await set('externalEventsTicked');
        await makeEvents(monday);
      },
    },
    {
      at: '09:12',
      says: 'the domain of the pages is trusted, the home page set',
      mends: ['trusted-domain'],
      happens: () => set('trustedDomains', 'homeUrl'),
    },
    { at: '09:13', says: '「始终进入主页」 is off', mends: [], happens: () => save({ homeFirst: undefined }) },
  ];
}

/** One event of each kind, as `doctor` asks for them. */
async function makeEvents({ tenant, group, settle }: Here): Promise<void> {
  await tenant.rename(group, '示范营销一群');
  await tenant.say(TESTER, '在');
  await tenant.moveDepartment(TESTER, [OFFICE, MARKETING]);
  await settle();
}
