import { afterAll } from 'vitest';
import { createWebDriver } from '../contract/web-driver.ts';
import { startService } from './service.ts';
import { useStage } from './stage.ts';

/** The playground over a service that has the documented routes and few others, for all tests of this `describe`. */
export function useBareStage() {
  let service: Awaited<ReturnType<typeof startService>>;
  const stage = useStage(async () => {
    const driver = await createWebDriver();
    service = await startService();
    const environment = { ...driver.environment, ...service.environment, UCAAS_API_KEY: 'api-key-of-a-test' };
    return Object.assign(driver, { environment });
  });
  afterAll(() => service.close());
  return { stage, service: () => service };
}
