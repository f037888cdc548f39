/** A declaration that means a side of the screen, where right-to-left pages need a side of the text. */
const PHYSICAL = [
	/\b(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b/,
	/\bborder-(?:top|bottom)-(?:left|right)-radius\b/,
	/(?:^|[\s;{])(?:left|right)\s*:/,
	/\b(?:text-align|float|clear)\s*:\s*(?:left|right)\b/,
];

/** Lines of a stylesheet or component with a physical side in its styles, with what they say. */
export function findPhysical(file: string, text: string): { line: number; says: string }[] {
	return stylesOf(file, text)
		.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
		.split('\n')
		.flatMap((line, at) =>
			PHYSICAL.some((pattern) => pattern.test(line)) ? [{ line: at + 1, says: line.trim() }] : [],
		);
}

/** The styles of a component (its `<style>` and `style` attributes) with all else blanked; a stylesheet as it is. */
function stylesOf(file: string, text: string): string {
	if (file.endsWith('.css')) return text;
	const kept: string[] = text.split('').map((letter) => (letter === '\n' ? letter : ' '));
	for (const { 0: whole, index } of text.matchAll(
		/<style\b[^>]*>[\s\S]*?<\/style>|\bstyle(?::[\w-]+)?="[^"]*"/g,
	))
		for (let at = index; at < index + whole.length; at++) kept[at] = text[at] ?? ' ';
	return kept
		.join('')
		.replace(/style="/g, 'style=;')
		.replace(/style:(left|right)=/g, '$1:');
}
