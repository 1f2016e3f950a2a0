/** Tests run over the compiled output: `tsc -b` first, no transform, real ES modules. */
const common = {
  testMatch: ['**/dist/**/*.test.js'],
  modulePathIgnorePatterns: ['/\\.data/'],
  transform: {},
};

/** Tests under `local` and `tests` start whole installations. They are run one after another, and get a Redis where one can be had. */
export default {
  testTimeout: 30_000,
  projects: [
    { ...common, displayName: 'rooms', roots: ['<rootDir>/libs', '<rootDir>/apps'] },
    { ...common, displayName: 'whole', roots: ['<rootDir>/local', '<rootDir>/tests'], globalSetup: '<rootDir>/scripts/jestGlobalSetup.mjs' },
  ],
};
