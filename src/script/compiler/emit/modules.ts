import type { ImportDeclaration } from 'acorn';
import { isFunction, moduleName, type Node, patternIdentifiers } from '../ast.js';
import type { Handlers } from './emitter.js';
import { becomesTwin } from './twin-kinds.js';

export const moduleHandlers = {
  ImportDeclaration(emitter, node) {
    const { names } = emitter;
    const module = `${names.own('imp')}(${JSON.stringify(node.source.value)})`;
    // A module that isn't there is an error of this statement.
    emitter.mark(node.start);
    if (node.specifiers.length === 0) return emitter.text(`${module};`);
    const namespace = names.own(`i${emitter.number()}`);
    const constants = node.specifiers.map((specifier) => `${specifier.local.name} = ${namespace}${access(specifier)}`);
    emitter.text(`const ${namespace} = ${module}, ${constants.join(', ')};`);
  },
  ExportNamedDeclaration(emitter, { declaration, specifiers }) {
    emitter.node(declaration);
    if (declaration) {
      const ids =
        declaration.type === 'VariableDeclaration' ? declaration.declarations.map(({ id }) => id) : [declaration.id];
      for (const id of ids) for (const { name } of patternIdentifiers(id)) emitter.exports.push([name, name]);
    }
    for (const { exported, local } of specifiers) emitter.exports.push([moduleName(exported), moduleName(local)]);
  },
  ExportDefaultDeclaration(emitter, node) {
    const declaration = node.declaration as Node;
    const isNamed =
      (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && declaration.id;
    const name = isNamed ? isNamed.name : emitter.names.defaultExport;
    emitter.exports.push(['default', name]);
    if (
      isNamed ||
      (isFunction(declaration) && declaration.type === 'FunctionDeclaration' && becomesTwin(declaration.$function!))
    ) {
      return emitter.node(declaration);
    }
    emitter.text(`const ${name} = `);
    emitter.node(declaration);
    emitter.text(';');
  },
} satisfies Handlers;

function access(specifier: ImportDeclaration['specifiers'][number]): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '';
  if (specifier.type === 'ImportDefaultSpecifier') return '.default';
  const name = moduleName(specifier.imported);
  return /^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
