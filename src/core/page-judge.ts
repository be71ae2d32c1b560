import type { Accounts } from './accounts.ts';
import { customersToBind } from './administration.ts';
import { authorize, type Verb } from './authorize.ts';
import { ServiceError, UserError } from './errors.ts';
import type { Platform } from './invocation.ts';
import { referenceOf } from './link-ticket.ts';
import type { Chat } from './ports.ts';
import { sentencesFor } from './sentences/index.ts';
import type { LinkStore, Ticket } from './stores.ts';
import type { Customer } from './ucaas.ts';

/** Why whoever holds this ticket may not do that on a page of ours; undefined where they may. */
export type PageJudge = (ticket: Ticket, verb: Verb, bound: Customer | undefined) => Promise<string | undefined>;

/** Judges administrators of a workspace on our pages anew, by the roles of now: the link may be ten minutes old. */
export function createPageJudge(deps: {
  readonly links: Pick<LinkStore, 'find'>;
  readonly accounts: Accounts;
  readonly chats: ReadonlyMap<Platform, Chat>;
}): PageJudge {
  return async ({ person, origin, ...ticket }, verb, bound) => {
    const say = sentencesFor({ ...origin, from: person });
    const administers = await deps.chats.get(person.platform)?.administers?.(person);
    const link = await deps.links.find(person);
    const actor = { identity: person, account: link?.account, administers };
    const decision = authorize(actor, verb, { ...person, owner: person });
    if (!decision.allowed) return say.refused(decision.rule, decision.whoCanChange);
    try {
      await customersToBind({ session: deps.accounts.session(link, 'administration'), link, bound, say });
      return undefined;
    } catch (error) {
      if (error instanceof UserError && error.problem.code === 'not_allowed')
        return say.refused(error.problem.rule, error.problem.whoCanChange);
      if (error instanceof UserError) return say.credentialsProblem.signedOut;
      if (error instanceof ServiceError) return say.signInFailed(error.kind, referenceOf(ticket));
      throw error;
    }
  };
}
