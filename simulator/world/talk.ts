import type { Archive } from '../archive/archive.ts';
import type { Company } from './company.ts';
import { findEmployee } from './people.ts';

/** Something that was said, as a client shows it. */
export interface Utterance {
  readonly msgid: string;
  /** The group; of a one-to-one conversation the other side. */
  readonly place: string;
  readonly from: string;
  readonly at: Date;
  /** The words of its sender, without what he quotes; of a picture or a file what stands in its place. */
  readonly words: string;
  recalledAt: Date | null;
}

/** The archive that a company has bought: what it keeps, of whom, and who from outside agreed. */
export interface ArchiveSide {
  readonly file: Archive;
  /** Accounts with a seat, lower-cased. */
  seats: 'everyone' | ReadonlySet<string>;
  /** `groupchat/get` and its siblings answer 301052, and nothing more is kept. */
  expired: boolean;
  /** By place and outsider: the latest word. */
  readonly agreed: Map<string, Agreed>;
  /** When `msgaudit_notify` was last posted. */
  toldAt: Date | null;
}

export interface Agreed {
  /** A group, or the account of a one-to-one conversation. */
  readonly place: string;
  readonly external: string;
  readonly status: 'Agree' | 'Disagree';
  readonly at: Date;
}

export const newArchiveSide = (file: Archive, seats?: readonly string[]): ArchiveSide => ({
  file,
  seats: seats ? new Set(seats.map((userid) => userid.toLowerCase())) : 'everyone',
  expired: false,
  agreed: new Map(),
  toldAt: null,
});

/** Whether the conversations of an account are archived: only living accounts count. */
export const hasSeat = (company: Company, userid: string): boolean => {
  const { archive } = company;
  if (!archive || !findEmployee(company, userid)) return false;
  return archive.seats === 'everyone' || archive.seats.has(userid.toLowerCase());
};

const keyOf = (place: string, external: string): string => `${place}\n${external}`;

export const agreedIn = (archive: ArchiveSide, place: string, external: string): Agreed | undefined =>
  archive.agreed.get(keyOf(place, external));

export const setAgreed = (archive: ArchiveSide, agreed: Agreed): void =>
  void archive.agreed.set(keyOf(agreed.place, agreed.external), agreed);
