import fc from 'fast-check';

// Properties look elsewhere each time on a developer's machine; a landing is judged by the same cases every time.
if (process.env.CI) fc.configureGlobal({ seed: 20_261_122 });
