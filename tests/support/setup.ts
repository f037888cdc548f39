import { afterEach, vi } from 'vitest';

// what the program complains about is a failure, unless the test expects it
const complaint = vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
	throw new Error(`console.error: ${parts.map(String).join(' ')}`);
});

afterEach(() => {
	complaint.mockClear();
});
