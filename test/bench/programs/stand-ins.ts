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
  '/ucaas/meeting/permanent': JSON.stringify({
    result: 1,
    permanent_room: {
      room_id: 'r',
      user_id: 'u',
      room_name: 'Weekly sync',
      desc: '',
      mpin: '11112222',
      ppin: '33334444',
      direct_url: 'https://meet.example.com/r',
      moderators: 1,
      participants: 10,
      duration: '60',
      wait_for_moderator: false,
      knock: false,
      auto_recording: false,
    },
  }),
};
const url = await listen((request, response) => {
  const path = request.url ?? '';
  counts[path] = (counts[path] ?? 0) + 1;
  request.resume();
  request.on('end', () => response.writeHead(200, json).end(answers[path] ?? '{"ok":false}'));
});
serveReports(url, counts);
