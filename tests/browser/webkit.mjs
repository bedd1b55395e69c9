import { Builder } from 'selenium-webdriver';
import { findFreePort } from 'selenium-webdriver/net/portprober.js';
import { DriverService } from 'selenium-webdriver/remote/index.js';
import { findWebKitDriver, findXvfb } from '../../tools/toolchain/browsers.mjs';
import { openVirtualDisplay } from './virtual-display.mjs';

const driverPath = findWebKitDriver();

/** For `test(name, { skip }, ...)`: false, or why WebKitGTK tests cannot run here. */
export const skip =
  driverPath && findXvfb()
    ? false
    : 'no WebKitGTK here: on Debian, "apt-get install webkit2gtk-driver xvfb" installs it';

/** Starts WebKitGTK's MiniBrowser with an empty profile. Close it. */
export async function launchWebKit() {
  const display = await openVirtualDisplay();
  const port = await findFreePort();
  const service = new DriverService(driverPath, {
    loopback: true,
    port,
    args: [`--port=${port}`],
    env: { ...process.env, DISPLAY: display.name, GDK_BACKEND: 'x11' },
  });
  const stop = async () => {
    await service.kill();
    await display.close();
  };
  try {
    const driver = await new Builder()
      .usingServer(await service.start())
      .forBrowser('MiniBrowser')
      .build();
    return {
      driver,
      async close() {
        await driver.quit().finally(stop);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
