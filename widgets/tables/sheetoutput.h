#pragma once
#include "core/transfer/writing/sheet.h"
#include "models/projectsession.h"
#include "widgets/text/livetext.h"

#include <QPointer>
#include <QWidget>
#include <optional>

namespace aisle {

/// Takes tables out of the window: onto the clipboard and into CSV files. A page has one, which its
/// views find and give sheets to. All is done in jobs, shown in the job bar with their progress where they are not over
/// in a moment.
class SheetOutput : public QObject
{
    Q_OBJECT
public:
    static constexpr std::int64_t kFewRows = 4096; ///< copied without a word: some twenty milliseconds
    /// A quarter of a gigabyte.
    static constexpr qsizetype kMostCopiedCharacters = 128 * 1024 * 1024;

    /// @param window  under which file dialogues open, and for whose tables it is; owns this
    explicit SheetOutput(QWidget *window);
    /// That of the page around a widget; null where there is none.
    static SheetOutput *of(const QWidget *widget);

    void setSession(SessionPointer session); ///< null: nothing is copied or saved
    void setMostCopied(qsizetype characters) { m_mostCopied = characters; }

    /// Puts the rows on the clipboard under their headings, as TSV. A newer copy takes the place of one that still
    /// runs.
    void copy(const Sheet &sheet);
    /// Asks for a file and writes the rows there. @param name  proposed, without an ending
    void save(const Sheet &sheet, const QString &name);
    void saveTo(const Sheet &sheet, const QString &path);

Q_SIGNALS:
    void done(const aisle::LiveText &sentence); ///< worth saying
    /// Only a part fitted; the whole can be given to save().
    void cutShort(const aisle::LiveText &sentence, const aisle::Sheet &whole);
    void failed(const aisle::Error &error); ///< of what is not in the job bar

private:
    void takeCopy(const Sheet &sheet, Outcome<SheetText> outcome);

    QWidget *m_window;
    SessionPointer m_session;
    qsizetype m_mostCopied = kMostCopiedCharacters;
    Job<SheetText> m_quick;
    QPointer<ListedJob> m_copying;
};

} // namespace aisle

Q_DECLARE_METATYPE(aisle::Sheet)
