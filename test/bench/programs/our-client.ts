import { createHttp, hostRule } from '../../../src/http/create-http.ts';
import { createApi } from '../../../src/ucaas/api.ts';
import { silentLog as log } from '../../support/log.ts';
import { serveRuns } from './child.ts';

// The same call through our client: host rule, breaker, time limit, envelope, every field checked.
const [target = ''] = process.argv.slice(2);
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']), connectionsPerOrigin: 16 });
const api = createApi({ http, baseUrl: `${target}/ucaas`, apiId: 'x', clock: () => new Date(), log });
const session = api.as({ token: 'x' });
await serveRuns(async () => void (await session.getRoom({}, { appType: 'vc' })));
