import ts from 'typescript';

export interface Import {
	from: string;
	line: number;
	/** Gone when the types are: `import type`, `export type … from`. */
	typeOnly: boolean;
	reExport: boolean;
}

/** Every static and dynamic import of a TypeScript file, or of the scripts of a Svelte component. */
export function readImports(file: string, text: string): Import[] {
	const code = file.endsWith('.svelte') ? scriptsOf(text) : text;
	const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
	const found: Import[] = [];
	const add = (from: ts.Node | undefined, at: number, typeOnly: boolean, reExport = false) => {
		if (!from || !ts.isStringLiteralLike(from)) return;
		const line = source.getLineAndCharacterOfPosition(at).line + 1;
		found.push({ from: from.text, line, typeOnly, reExport });
	};
	const visit = (node: ts.Node): void => {
		const start = node.getStart(source);
		if (ts.isImportDeclaration(node))
			add(node.moduleSpecifier, start, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
		else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, start, node.isTypeOnly, true);
		else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
			add(node.arguments[0], start, false);
		else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
			add(node.argument.literal, start, true);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

const SCRIPT = /<script\b(?:"[^"]*"|'[^']*'|[^>"'])*>([\s\S]*?)<\/script>/g;

/** The scripts of a component, with everything else blanked so that the lines stay. */
function scriptsOf(component: string): string {
	let code = '';
	let end = 0;
	for (const { 0: whole, 1: script = '', index } of component.matchAll(SCRIPT)) {
		const from = index + whole.length - script.length - '</script>'.length;
		code += blank(component.slice(end, from)) + script;
		end = from + script.length;
	}
	return code + blank(component.slice(end));
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ');
