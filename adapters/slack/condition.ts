import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Chat } from '../../src/core/ports.ts';
import { fromAddress, isIn } from './address.ts';
import { refusedAs } from './api.ts';
import { placeAt } from './crowd.ts';
import { type Scope, scopes } from './scopes.ts';
import { deadToken, type WorkspaceApis } from './workspace-apis.ts';

const info = z.object({ channel: z.object({ is_member: z.boolean().optional() }) });

/** Which of the scopes that the app asks for were granted, and whether the bot is a member where this was asked. */
export function createCondition(apis: WorkspaceApis): NonNullable<Chat['condition']> {
  return async ({ workspaceId }, at) => {
    const api = apis.of(workspaceId);
    try {
      const granted = await api.granted();
      const missing = granted ? scopes.filter(({ scope }) => !granted.includes(scope)) : [];
      const channel = at !== undefined && isIn(workspaceId, fromAddress(at)) ? placeAt(at) : undefined;
      const isHere = channel === undefined ? undefined : await isMember(channel);
      return {
        works: true,
        missing: missing.map(({ scope: needs, why, ...rest }: Scope) => ({
          needs,
          why,
          isOptional: rest.optional === true,
        })),
        isHere,
      };
    } catch (error) {
      if (refusedAs(error, deadToken)) return { works: false, missing: [] };
      throw error;
    }

    async function isMember(channel: string): Promise<boolean | undefined> {
      try {
        return info.safeParse(await api.read('conversations.info', { channel })).data?.channel.is_member;
      } catch (error) {
        // Of a private channel, Slack tells only members that it is there.
        if (refusedAs(error, new Set(['channel_not_found']))) return false;
        if (error instanceof DeliveryError && error.kind === 'refused') return undefined;
        throw error;
      }
    }
  };
}
