import { listen, serveReports } from './child.ts';

// Slack and the UCaaS service without any latency: every answer is ready before it is asked for.
const counts: Record<string, number> = {};
const json = { 'content-type': 'application/json' };
const answers: Readonly<Record<string, string>> = {
  '/api/auth.test': JSON.stringify({
    ok: true,
    team_id: 'T1',
    team: 'Acme',
    user_id: 'U0BOT',
    bot_id: 'B1',
    url: 'https://acme.slack.com/',
  }),
  '/api/chat.postMessage': JSON.stringify({ ok: true, channel: 'C1', ts: '1.2', message: {} }),
  '/ucaas/meetings': JSON.stringify({
    result: 1,
    meeting: { meeting_id: 'm', room_id: 'r', room_name: 'Weekly sync', direct_url: 'https://meet.example.com/r' },
  }),
};
const url = await listen((request, response) => {
  const path = request.url ?? '';
  counts[path] = (counts[path] ?? 0) + 1;
  request.resume();
  request.on('end', () => response.writeHead(200, json).end(answers[path] ?? '{"ok":false}'));
});
serveReports(url, counts);
