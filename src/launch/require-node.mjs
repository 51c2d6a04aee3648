// Imported first by every command, before anything that an old Node could not load.
const floor = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < floor[0] || (major === floor[0] && minor < floor[1])) {
	process.stderr.write(
		`邻里需要 Node ${floor.join('.')} 或更新的版本，现在是 ${process.versions.node}。 ` +
			`Linli needs Node ${floor.join('.')} or newer; this is ${process.versions.node}.\n`
	);
	process.exit(2);
}
