import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'

// Components, and what Vue's rules say of composables. All else of TypeScript, by the same rules: .oxlintrc.json
const composables = ['web/**/*.ts', 'modules/*/web/**/*.ts', 'core/cli/templates/*/web/**/*.ts']

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', '**/*.gen.ts', '**/var/**', '**/*.js', '**/*.mjs', '**/*.cjs'] },
  ...vue.configs['flat/recommended'],
  { files: composables, languageOptions: { parser: tseslint.parser } },
  {
    files: ['**/*.vue'],
    extends: [tseslint.configs.recommendedTypeChecked.map(({ languageOptions, ...config }) => config)],
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.vue'],
        parser: tseslint.parser,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/require-await': 'off',
      // ports and composables are plain objects of closures: taking them apart is how they are meant to be used
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // layout of markup is a matter of taste, not of lint
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/multi-word-component-names': 'off',
      // Chromium has no Belarusian: dates and numbers that people see go through the portal's own formatter
      'no-restricted-properties': [
        'error',
        ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].map((property) => ({
          property,
          message: "Use the portal's own formatter: browsers know no Belarusian.",
        })),
      ],
    },
  },
)
