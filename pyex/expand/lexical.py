"""Which aliases and imports of one module (or one evaluation) were used: the source of the `unused alias` warnings."""


class Tracker:
    def __init__(self):
        self.aliases = {}           # alias atom -> [line, used]
        self.imports = {}           # module atom -> [line, whole (or {(name, arity)} of `only:`), set of used names]

    def add_alias(self, name, line):
        self.aliases[name] = [line, False]

    def drop_alias(self, name):
        self.aliases.pop(name, None)

    def use_alias(self, name):
        entry = self.aliases.get(name)
        if entry is not None:
            entry[1] = True

    def add_import(self, module, line, only):
        self.imports[module] = [line, only, set()]

    def drop_import(self, module):
        self.imports.pop(module, None)

    def use_import(self, module, name, arity):
        entry = self.imports.get(module)
        if entry is not None:
            entry[2].add((name, arity))

    def unused_aliases(self):
        """[(line, alias)] in order of lines."""
        return sorted(((line, name) for name, (line, used) in self.aliases.items() if not used), key=lambda pair: pair[0])

    def unused_imports(self):
        """[(line, module, None or the (name, arity) that is unused)] in order of lines."""
        out = []
        for module, (line, only, used) in self.imports.items():
            if not used:
                out.append((line, module, None))
            elif only:
                out += [(line, module, pair) for pair in only if pair not in used]
        return sorted(out, key=lambda entry: entry[0])
