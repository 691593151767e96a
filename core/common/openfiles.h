#pragma once
#include <QString>

/// What stands between this program and a file besides the file itself.
namespace aisle {

/// Takes as many open files as the system grants this process. Called before anything else opens files: a library that
/// gets none ends the program. @throws Error files.too-few when even the least that the program needs cannot be had
void allowOpenFiles();

/// Called where a file could not be opened. @throws Error files.too-few when no file at all could be
void refuseWithoutFiles();

/// Texts of this program are UTF-8, and so are the names that it can open: bytes that are not would lead to another
/// file, or to none. @param path  with its folders. @throws Error file.name
void demandNameable(const QString &path);

} // namespace aisle
