#include "widgets/shell/help.h"
#include "core/common/text/markuptext.h"
#include "core/recommend/registry.h"
#include "core/transfer/libraryversions.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/shell/language.h"
#include "widgets/text/errortext.h"
#include "widgets/text/recommendertext.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <functional>
#include <utility>

static void loadHelpResources()
{
    Q_INIT_RESOURCE(help);
}

namespace aisle {

namespace {

constexpr const char *kRecommendersTitle = QT_TRANSLATE_NOOP("RecommenderHelp", "The recommenders");

QString helpStyle()
{
    const auto &t = tokens();
    return QStringLiteral(
               "body { color: %1; } h1 { font-size: x-large; } h2 { font-size: large; margin-top: 18px; }"
               "p, li { line-height: 140%; } .secondary, dd { color: %2; } code { color: %1; background: %3; }"
               "th { text-align: left; } td, th { padding: 4px 12px 4px 0; } a { color: %1; }")
        .arg(t.text.name(), t.secondaryText.name(), t.raised.name());
}

/// Keys that belong to what has the focus, and so to no command of the menus.
ShortcutGroup keysOfViews()
{
    const auto name = [](QKeySequence keys) { return keys.toString(QKeySequence::NativeText); };
    const auto text = [](const char *source) { return QCoreApplication::translate("Keyboard", source); };
    const auto control = name(Qt::CTRL);
    return {
        text(QT_TRANSLATE_NOOP("Keyboard", "In tables, lists, charts and on the map")),
        {{name(Qt::Key_Up) + u' ' + name(Qt::Key_Down),
          text(QT_TRANSLATE_NOOP("Keyboard", "the row above or below; on the map the nearest point"))},
         {name(Qt::Key_Return), text(QT_TRANSLATE_NOOP("Keyboard", "open the row: its product, shopper or form"))},
         {name(Qt::Key_Space),
          text(QT_TRANSLATE_NOOP("Keyboard", "tick: compare a run, leave an event out of a history"))},
         {name(QKeySequence::Copy), text(QT_TRANSLATE_NOOP("Keyboard", "copy the selected cells, separated by tabs"))},
         {name(QKeySequence::Paste),
          text(QT_TRANSLATE_NOOP("Keyboard", "find what looks like the copied picture, or is near the copied words"))},
         {name(Qt::Key_F2), text(QT_TRANSLATE_NOOP("Keyboard", "rename a run, write its note"))},
         {name(Qt::Key_Delete),
          text(QT_TRANSLATE_NOOP("Keyboard",
                                 "delete the selected runs, features or triples; take a chip off the selection"))},
         {name(Qt::Key_Escape),
          text(QT_TRANSLATE_NOOP("Keyboard", "leave what-if, close an explanation or a run, clear a search"))},
         {control + text(QT_TRANSLATE_NOOP("Keyboard", "wheel")), text(QT_TRANSLATE_NOOP("Keyboard", "zoom a chart"))},
         {name(Qt::Key_Plus) + u' ' + name(Qt::Key_Minus) + u' ' + name(Qt::Key_Home),
          text(QT_TRANSLATE_NOOP("Keyboard", "on the map: zoom in, zoom out, show everything"))}}};
}

QString keyboardPage(const std::vector<ShortcutGroup> &commands)
{
    auto groups = commands;
    groups.push_back(keysOfViews());
    auto html = QStringLiteral("<h1>%1</h1>").arg(QCoreApplication::translate("Keyboard", "Keyboard"));
    for (const auto &[title, entries] : groups) {
        if (entries.empty())
            continue;
        html += QStringLiteral("<h2>%1</h2><table>").arg(markupText(title));
        for (const auto &[keys, what] : entries)
            html += QStringLiteral("<tr><th>%1</th><td>%2</td></tr>").arg(markupText(keys), markupText(what));
        html += QStringLiteral("</table>");
    }
    return html;
}

/// What the registry says of every recommender, by family.
QString recommendersPage()
{
    const auto text = [](const char *source) { return QCoreApplication::translate("RecommenderHelp", source); };
    const auto paragraph = [](const QString &sentence, const char *kind = "") {
        return sentence.isEmpty()
                   ? QString()
                   : QStringLiteral("<p class=\"%1\">%2</p>").arg(QLatin1String(kind), markupText(sentence));
    };
    QString contents, all, family;
    for (const auto &info : recommenders()) {
        const auto id = QString::fromStdString(info.id);
        const auto name = markupText(coreText("Recommender", info.name));
        if (const auto next = coreText("Recommender", info.family); next != std::exchange(family, next))
            contents += QStringLiteral("<br/><b>%1</b>: ").arg(markupText(next));
        contents += QStringLiteral("<a href=\"#%1\">%2</a> ").arg(id, name);
        all += QStringLiteral("<h2><a name=\"%1\"></a>%2</h2>").arg(id, name);
        all += paragraph(coreText("Recommender", info.summary)) + paragraph(coldStartText(info.traits)) +
               paragraph(needsText(info)) + paragraph(coreText("Recommender", info.paper), "secondary");
        for (const auto &spec : info.schema.specs())
            all += QStringLiteral("<p><b>%1</b> <code>%2</code> %3</p>")
                       .arg(markupText(coreText("Param", spec.label)), markupText(QString::fromStdString(spec.key)),
                            markupText(coreText("Param", spec.help)));
    }
    return QStringLiteral("<h1>%1</h1><p>%2</p>%3").arg(markupText(text(kRecommendersTitle)), contents, all);
}

class HelpWindow : public QDialog
{
    Q_DECLARE_TR_FUNCTIONS(HelpWindow)
public:
    explicit HelpWindow(QWidget *parent) : QDialog(parent), m_find(new QLineEdit(this)), m_text(new QTextBrowser(this))
    {
        setAttribute(Qt::WA_DeleteOnClose);
        m_text->setObjectName(QStringLiteral("help-text"));
        m_text->setFrameShape(QFrame::NoFrame);
        m_text->setOpenExternalLinks(false);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(m_find);
        layout->addWidget(m_text);
        m_find->setObjectName(QStringLiteral("help-find"));
        m_find->setClearButtonEnabled(true);
        m_find->addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
        connect(m_find, &QLineEdit::textEdited, this, [this] {
            m_text->moveCursor(QTextCursor::Start);
            findNext();
        });
        connect(m_find, &QLineEdit::returnPressed, this, &HelpWindow::findNext);
        m_text->setFocus();
        resize(720, 640);
    }
    void showPage(const QString &page, const QString &anchor)
    {
        m_page = page;
        load();
        if (!anchor.isEmpty())
            m_text->scrollToAnchor(anchor.section(u'@', 0, 0));
    }
    void showKeys(Shortcuts commands)
    {
        m_page.clear();
        m_commands = std::move(commands);
        load();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QDialog::changeEvent(event);
        if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
            QMetaObject::invokeMethod(
                this, [this] { load(); }, Qt::QueuedConnection); // once the menus have their words
    }

private:
    /// After the last it begins again.
    void findNext()
    {
        if (m_find->text().isEmpty() || m_text->find(m_find->text()))
            return;
        m_text->moveCursor(QTextCursor::Start);
        m_text->find(m_find->text());
    }
    void load()
    {
        static const bool loaded = (loadHelpResources(), true);
        Q_UNUSED(loaded)
        const auto html = m_page.isEmpty()                          ? keyboardPage(m_commands())
                          : m_page == QLatin1String("recommenders") ? recommendersPage()
                                                                    : storedPage();
        m_find->setPlaceholderText(tr("Find in help"));
        m_find->setAccessibleName(m_find->placeholderText());
        setWindowTitle(tr("Aisle help"));
        m_text->document()->setDefaultStyleSheet(helpStyle());
        m_text->document()->setDocumentMargin(kSpaceGroups);
        m_text->setHtml(html);
    }
    QString storedPage() const
    {
        QFile file(QStringLiteral(":/help/%1.%2.html").arg(m_page, currentLanguage()));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    QLineEdit *m_find;
    QTextBrowser *m_text;
    QString m_page; ///< empty: the keyboard
    Shortcuts m_commands;
};

QString aboutText()
{
    const auto line = [](const QString &text) { return QStringLiteral("<p>%1</p>").arg(text); };
    QString text = QStringLiteral("<h2>Aisle %1</h2>").arg(QStringLiteral(AISLE_VERSION));
    text += line(QCoreApplication::translate("About", "A desktop workbench for e-commerce recommendation and search."));
    text += line(QCoreApplication::translate("About", "Sources under the MIT licence. This program links Qt Charts and "
                                                      "is distributed under the GNU GPL, version 3."));
    text += line(QCoreApplication::translate("About", "Sample shop: Online Retail, given by Dr Daqing Chen (CC0)."));
    text += line(QStringLiteral("Qt %1").arg(QString::fromLatin1(qVersion())));
    return text;
}

} // namespace

namespace {

/// @param fill  puts a page into the one window of help, which is shown then
void openHelp(QWidget *parent, const std::function<void(HelpWindow &)> &fill)
{
    static QPointer<HelpWindow> window;
    if (!window)
        window = new HelpWindow(parent ? parent->window() : nullptr);
    fill(*window);
    window->show();
    window->raise();
    window->activateWindow();
}

} // namespace

void showHelp(QWidget *parent, const QString &page, const QString &anchor)
{
    openHelp(parent, [&](HelpWindow &window) { window.showPage(page, anchor); });
}

void showKeyboardHelp(QWidget *parent, const Shortcuts &commands)
{
    openHelp(parent, [&](HelpWindow &window) { window.showKeys(commands); });
}

void showAbout(QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QCoreApplication::translate("About", "About Aisle"));
    auto *icon = new QLabel(dialog);
    icon->setPixmap(iconPixmap(QStringLiteral("aisle"), 72, tokens().text, dialog->devicePixelRatioF()));
    auto *text = new QLabel(aboutText(), dialog);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setMinimumWidth(360);
    text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setText(QCoreApplication::translate("About", "Close"));
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *line = new QHBoxLayout;
    line->setSpacing(kSpaceGroups);
    line->addWidget(icon, 0, Qt::AlignTop);
    line->addWidget(text, 1);
    auto *layout = new QVBoxLayout(dialog);
    layout->addLayout(line);
    layout->addWidget(buttons);
    dialog->open();
}

} // namespace aisle
