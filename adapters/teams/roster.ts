import { DeliveryError } from '../../src/core/errors.ts';
import type { Log } from '../../src/core/ports.ts';
import type { Connector, Member } from './connector.ts';

/** A place whose members are asked for. */
export interface RosterPlace {
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly roster: string;
}

/** Everybody in a place, as far as it was read. */
export interface Roster {
  readonly members: readonly Member[];
  readonly isWhole: boolean;
}

/** Undefined where Teams does not tell the bot. Throws `DeliveryError` where it is busy. */
export async function readRoster(
  { connector, log }: { readonly connector: Connector; readonly log: Log },
  { serviceUrl, roster }: RosterPlace,
  mostPages: number,
): Promise<Roster | undefined> {
  const found: Member[] = [];
  try {
    let token: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const { members, continuationToken } = await connector.members(serviceUrl, roster, token);
      found.push(...members);
      token = continuationToken;
      if (token === undefined) break;
    }
    return { members: found, isWhole: token === undefined };
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.kind === 'retry') throw error;
    log.warn({ error: error.message }, 'Teams does not say who is there');
    return undefined;
  }
}

/** A thread has the roster of its channel. */
export function rosterOf(conversation: string): string {
  return conversation.replace(/;.*/su, '');
}

/** False for bots, for whoever has no account, and for people of other organisations, who have no one-to-one chat with us here. */
export function isOwn(
  { memberId, userId, tenantId: theirs }: Pick<Member, 'memberId' | 'userId' | 'tenantId'>,
  tenantId: string,
): boolean {
  return userId !== undefined && (theirs ?? tenantId) === tenantId && memberId?.startsWith('28:') !== true;
}
