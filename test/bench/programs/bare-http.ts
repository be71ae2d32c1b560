import { createHmac, timingSafeEqual } from 'node:crypto';
import { signingSecret } from '../../support/slack/signer.ts';
import { listen, serveReports } from './child.ts';

// The floor: node:http that reads the body and checks the signature, and does nothing else.
const url = await listen((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const timestamp = String(request.headers['x-slack-request-timestamp']);
    const wanted = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
    const [one, other] = [Buffer.from(String(request.headers['x-slack-signature'])), Buffer.from(`v0=${wanted}`)];
    response.writeHead(one.length === other.length && timingSafeEqual(one, other) ? 200 : 401).end();
  });
});
serveReports(url);
