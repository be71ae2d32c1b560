import { toAddress } from '../../../adapters/teams/address.ts';
import { createTeamsAdapter } from '../../../adapters/teams/index.ts';
import { createConversationReferenceStore } from '../../../db/conversation-reference-store.ts';
import { createSecretBox } from '../../../db/secret-box.ts';
import { createTeamsInstallationStore } from '../../../db/teams-installation-store.ts';
import { createWorkspaceStore } from '../../../db/workspace-store.ts';
import type { Identity } from '../../../src/core/invocation.ts';
import type { OutgoingMessage } from '../../../src/core/ports.ts';
import { createHttp, hostRule } from '../../../src/http/create-http.ts';
import { testKeys } from '../app.ts';
import { testDatabase } from '../database.ts';
import { silentLog as log } from '../log.ts';
import { appId, appPassword, botId, otherTenantId, startTeamsStandIn, tenantId } from './stand-in.ts';

export const ada = {
  platform: 'teams',
  workspaceId: tenantId,
  userId: 'ada00000-0000-4000-8000-000000000001',
} as const satisfies Identity;

export const message = (visibleTo: 'everyone' | 'caller'): OutgoingMessage => ({
  effectId: 'e',
  caller: ada,
  again: false,
  reply: { visibleTo, text: ['said'] },
});

/** The arrow out alone, on the stand-in of the Bot Connector and a database of its own. */
export async function startTeamsChat() {
  const [teams, { database, drop }] = await Promise.all([startTeamsStandIn(), testDatabase()]);
  const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
  const references = createConversationReferenceStore(database);
  /** Another one, which knows nothing of the first but what is in the database. */
  const create = () =>
    createTeamsAdapter({
      appId,
      appPassword,
      tenantId,
      allowedTenants: [otherTenantId],
      issuer: 'https://api.botframework.com',
      scope: 'https://api.botframework.com/.default',
      openIdUrl: `${teams.url}/openid`,
      tokenUrl: `${teams.url}/token`,
      serviceHostAllowed: hostRule([new URL(teams.url).host]),
      fileHostAllowed: () => false,
      references,
      installations: createTeamsInstallationStore(database),
      workspaces: createWorkspaceStore({ database, box: createSecretBox(testKeys.encryptionKeys), log }),
      http,
      log,
      clock: () => new Date(),
    }).chat;

  return {
    teams,
    database,
    references,
    create,
    chat: create(),
    channel: toAddress({
      serviceUrl: teams.url,
      conversation: '19:x@thread.tacv2;messageid=1',
      tenantId,
      personal: false,
    }),
    /** Of somebody whose one-to-one chat is not known yet. */
    reference: ({ workspaceId, userId }: Identity) => ({
      tenantId: workspaceId,
      userId,
      memberId: '29:ada',
      name: 'Ada',
      serviceUrl: teams.url,
      botId,
    }),
    calls: (route: string) => teams.calls[route] ?? 0,
    async stop() {
      await http.close();
      await teams.close();
      await drop();
    },
  };
}
