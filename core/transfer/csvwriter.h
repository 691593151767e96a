#pragma once
#include <QString>
#include <QStringList>
#include <memory>

namespace aisle {

/// Writes a CSV file (RFC 4180, UTF-8, LF), packed when its name ends in ".gz". The file appears whole at close(): one that
/// was there before stays until then, and stays when writing fails.
class CsvWriter
{
public:
    explicit CsvWriter(const QString &path); ///< @throws Error export.cannot-write
    ~CsvWriter();                            ///< without close(): nothing is written
    CsvWriter(const CsvWriter &) = delete;
    CsvWriter &operator=(const CsvWriter &) = delete;

    void row(const QStringList &cells); ///< @throws Error export.cannot-write (a full disk)
    void close();                       ///< @throws Error export.cannot-write

    /// A text that a spreadsheet would run (it starts with = + - @ or a tab and is no number) with an apostrophe before
    /// it. For titles and other free text; keys are written as they are, or they would no longer be found.
    static QString safeText(const QString &text);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace aisle
