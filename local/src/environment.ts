/** What the installation decides itself, and what only concerns the program that starts it. */
const notInherited = /^(npm_|JEST_|NODE_OPTIONS$|NODE_ENV$|NODE_V8_COVERAGE$|PORT$|HOST$|DATABASE_URL$|REDIS_URL$|S3_|PUBLIC_URL$)/;

/** The environment of a child process: ours, without what the installation decides, with `own` on top. */
export function childEnvironment(own: Record<string, string> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !notInherited.test(name));
  return { ...Object.fromEntries(inherited), NODE_ENV: 'production', ...own };
}
