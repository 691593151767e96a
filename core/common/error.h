#pragma once
#include <QString>
#include <QStringList>
#include <exception>
#include <string>

namespace aisle {

/// A failure that a person can do something about. Code and arguments are what is stored; the English sentence is
/// made from the template, and one place in the window (widgets/errortext.h) turns the template into the reader's
/// language. Mark the template for translation where it is thrown:
///     throw Error("import.no-user", QT_TRANSLATE_NOOP("Error", "No column of %1 looks like a shopper: name it."),
///     {file});
class Error : public std::exception
{
public:
    /// @param code      stable, lower case, area first: "import.no-user"
    /// @param sentence  a string literal: says what happened and what to do; %1 ... %9 stand for the arguments
    Error(const char *code, const char *sentence, QStringList arguments = {});

    const std::string &code() const { return m_code; }
    const char *sentence() const { return m_sentence; }
    const QStringList &arguments() const { return m_arguments; }
    QString message() const; ///< in English
    const char *what() const noexcept override { return m_what.c_str(); }

    /// Fills %1 ... %9 of a (translated) template; text in the arguments is not expanded again. Of a choice the first
    /// stands where a number is 1: the one before it as in "%2 [event|events]", or the one it names as in
    /// "%1 of %2 [event|events] [%1:is|are]".
    static QString fill(const QString &sentence, const QStringList &arguments);

private:
    std::string m_code;
    const char *m_sentence;
    QStringList m_arguments;
    std::string m_what;
};

/// What nobody foresaw, as a sentence ("internal"; "memory.out" where a library had no memory). What the library says
/// of it is for whoever mends it: it goes to standard error where AISLE_DETAILS is set.
Error unforeseen(const std::exception &failure);

/// Thrown by JobContext::checkpoint() once the job was cancelled. Not an error: nobody is told.
struct Cancelled
{
};

} // namespace aisle
