#pragma once
#include <QByteArray>
#include <QString>
#include <memory>

namespace aisle {

/// A file that appears whole at commit(), packed when its name ends in ".gz": one that was there before stays until
/// then, and stays when writing fails (a full disk). Never takes the place of a project, whatever its name or the link
/// that leads to it. What bears the name and is no file (a device, a pipe) is never replaced: the bytes go into it, and
/// are gone when writing fails. To learn before long work whether a file can be written, make one and let it go.
class WholeFile
{
public:
    explicit WholeFile(const QString &path); ///< @throws Error export.onto-project, export.cannot-write
    ~WholeFile();                            ///< without commit(): nothing is written
    WholeFile(const WholeFile &) = delete;
    WholeFile &operator=(const WholeFile &) = delete;

    void write(const QByteArray &bytes); ///< buffered. @throws Error export.cannot-write
    void commit();                       ///< @throws Error export.cannot-write

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace aisle
