import type { Identity } from '../invocation.ts';
import type { Account } from '../ucaas.ts';

/** An identity as others may see it. */
export interface Acquaintance {
  readonly identity: Identity;
  readonly name: string;
  readonly workspaceName: string;
}

/** The question whether two identities are one human. `me` is whoever is looked at, or answers. */
export interface SameHumanQuestion {
  readonly id: string;
  readonly me: Acquaintance;
  readonly other: Acquaintance;
  readonly account: Account;
}

/** What came of an answer. `again`: this side had said so before, and nothing has changed. */
export interface SameHumanAnswer extends SameHumanQuestion {
  readonly state: 'half' | 'one' | 'two';
  readonly said: 'now' | 'again';
}

/**
 * Which identities are one human. Two of them may hold the same account and still be two people, so that it is asked, and
 * confirmed on both sides; from then on they share what belongs to a human.
 */
export interface HumanStore {
  /**
   * Writes a question down for whoever else holds the same account, is not known to be the same human and was not asked
   * about before; at most three. Asked twice, the same ones come again until they are answered.
   */
  ask(person: Identity, linkId: string, newId: () => string, at: Date): Promise<readonly SameHumanQuestion[]>;
  /**
   * Takes down what one side says. `half`: the other side has to say so, too. `one`: both did, and they are one human now.
   * `two`: one of them said no. Undefined where there is no such question for this person, or where they do not hold the
   * same account any more.
   */
  answer(id: string, person: Identity, yes: boolean, at: Date): Promise<SameHumanAnswer | undefined>;
  /** The other identities of the same human. */
  others(person: Identity): Promise<readonly Acquaintance[]>;
  /** From now on this identity is a human of its own. */
  separate(person: Identity): Promise<void>;
}
