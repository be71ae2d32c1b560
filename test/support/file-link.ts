import type { Identity } from '../../src/core/invocation.ts';
import type { SeenMessage } from '../contract/driver.ts';
import { codeOn, createBrowser, formToken } from './linking.ts';
import type { useStage } from './stage.ts';

/** Opens the page behind a link to a file, in a browser that shows whom it belongs to; `save` presses one of its buttons. */
export async function openFile(
  stage: ReturnType<typeof useStage>,
  who: Identity,
  link: SeenMessage,
  purpose: 'audit' | 'usage' | 'import',
) {
  const url = link.buttons.find(({ url: one }) => one !== undefined)?.url ?? '';
  const browser = createBrowser();
  await browser.post(url, { form_token: formToken(await browser.get(url)) });
  await stage.driver.say(who, 'direct', codeOn(await browser.get(url)));
  await stage.app.app.idle();
  const page = await browser.get(url);
  return { page, save: (format: string) => browser.post(`${url}/${purpose}`, { form_token: formToken(page), format }) };
}
