import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errors } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import type { ConfigFiles } from '../options/from-file.js';

/** The file system as the options door may see it. */
export const configFiles = ({ env, cwd }: Host): ConfigFiles => ({
  configDir: configDir(env, process.platform),
  readText(path) {
    try {
      return readFileSync(resolve(cwd, path), 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw errors.cannotReadFile(path, cause);
    }
  },
});

/** The user's folder of settings, where each system has it. */
function configDir(env: Host['env'], platform: NodeJS.Platform): string {
  const home = env.HOME ?? env.USERPROFILE ?? '';
  if (platform === 'win32') return env.AppData ?? env.APPDATA ?? join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return env.XDG_CONFIG_HOME || join(home, '.config');
}
