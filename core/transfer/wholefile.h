#pragma once
#include <QByteArray>
#include <QString>
#include <memory>

namespace aisle {

/// A file that appears whole at commit(), packed when its name ends in ".gz": one that was there before stays until
/// then, and stays when writing fails (a full disk).
class WholeFile
{
public:
    explicit WholeFile(const QString &path); ///< @throws Error export.cannot-write
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
