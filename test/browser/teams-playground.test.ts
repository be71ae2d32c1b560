import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { startChromium } from '../support/chromium.ts';
import { startAgentsPlayground } from '../support/teams/playground.ts';
import { startTeamsStandIn } from '../support/teams/stand-in.ts';

let standIn: Awaited<ReturnType<typeof startTeamsStandIn>>;
let playground: Awaited<ReturnType<typeof startAgentsPlayground>>;
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  standIn = await startTeamsStandIn();
  playground = await startAgentsPlayground(standIn);
  app = await startApp(playground.environment);
  playground.pointAt(app.url);
  browser = await startChromium();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  await playground.close();
  await standIn.close();
});

test('Microsoft’s own playground shows our cards', async () => {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(playground.url);
  await page.getByText('Personal Chat').first().waitFor();
  await playground.say(playground.personalChat, '');
  await page.getByText('Start, plan and join video meetings from here').first().waitFor();
  await page.getByText('Start a meeting now').first().waitFor();
  await mkdir('.meetwire', { recursive: true });
  await page.screenshot({ path: '.meetwire/teams-playground.png' });
  expect(await page.getByText('Join with a PIN').count()).toBeGreaterThan(0);
});
