import type { Sender } from '../events/message.ts';

const ROBOT = /^wb[\w-]{30}$/;
const OUTSIDER = /^w[om][\w-]{30}$/;

/** Who an id of the archive is: WeCom tells robots and outsiders by how their ids begin [91774], and they are 32 long. */
export function senderOf(id: string): Omit<Sender, 'personId'> {
  if (ROBOT.test(id)) return { id, kind: 'robot' };
  if (OUTSIDER.test(id)) return { id, kind: 'external' };
  return { id: id.toLowerCase(), kind: 'employee' };
}
