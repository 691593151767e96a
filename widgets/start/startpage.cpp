#include "widgets/start/startpage.h"
#include "models/settings.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/forms/discard.h"
#include "widgets/start/recentfacts.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QAbstractButton>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace aisle {

namespace {

constexpr int kColumnWidth = 860;

void drawCard(QPainter &painter, const QRect &rect, bool over, bool marked)
{
    const auto &t = tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(marked ? t.accent : over ? t.outline : t.hairline, marked ? 1.6 : 1));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(QRectF(rect).adjusted(.8, .8, -.8, -.8), kCardRadius, kCardRadius);
}

} // namespace

/// One of the three large targets: icon, title, a sentence.
class TargetCard : public QAbstractButton
{
public:
    TargetCard(QString icon, QWidget *parent) : QAbstractButton(parent), m_icon(std::move(icon))
    {
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setMinimumHeight(kTextTop + 3 * fontMetrics().height() + kSpaceBetween);
        setAttribute(Qt::WA_Hover);
    }
    void setLeads(bool leads) ///< marked as the way to begin
    {
        m_leads = leads;
        update();
    }
    void setTexts(const QString &title, const QString &sentence)
    {
        setText(title);
        setAccessibleName(title);
        setAccessibleDescription(sentence);
        m_sentence = sentence;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawCard(painter, rect(), underMouse(), hasFocus() || m_leads);
        const auto &t = tokens();
        painter.drawPixmap(kSpacePage, kSpacePage, iconPixmap(m_icon, kIconSize, t.text, devicePixelRatioF()));
        painter.setPen(t.text);
        painter.setFont(sectionFont());
        const int beside = kSpacePage + kIconSize + kSpaceBetween;
        painter.drawText(QRect(beside, kSpacePage, width() - beside - kSpaceBetween, kIconSize), Qt::AlignVCenter,
                         text());
        painter.setFont(font());
        painter.setPen(t.secondaryText);
        painter.drawText(rect().adjusted(kSpacePage, kTextTop, -kSpacePage, -kSpaceBetween),
                         Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
    }

private:
    static constexpr int kIconSize = 24;
    static constexpr int kTextTop = kSpacePage + kIconSize + kSpaceBetween;
    QString m_icon;
    QString m_sentence;
    bool m_leads = false;
};

/// "events 1,998 · shoppers 48 · ... · 1.2 MB · today 10:15"
QString factsOf(const QFileInfo &project)
{
    if (!project.isFile())
        return StartPage::tr("not there any more");
    QStringList parts{formatBytes(project.size()), formatWhen(project.lastModified().toMSecsSinceEpoch())};
    if (const auto known = recentFacts(project.filePath()))
        parts.prepend(recentFactsText(*known));
    return parts.join(QStringLiteral(" · "));
}

/// A recent project: name, folder, what is in it, size, date.
class RecentRow : public QAbstractButton
{
public:
    RecentRow(const QString &path, QWidget *parent) : QAbstractButton(parent), m_info(path), m_facts(factsOf(m_info))
    {
        setObjectName(QStringLiteral("recent-project"));
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setFixedHeight(2 * fontMetrics().height() + 2 * kSpaceBetween);
        const auto name = shownText(m_info.fileName());
        setText(name);
        setShortcut({}); // an ampersand in a name is none
        setAccessibleName(name);
        setToolTip(tipText(path));
        setEnabled(m_info.isFile());
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const auto &t = tokens();
        if (underMouse() || hasFocus())
            drawCard(painter, rect(), true, hasFocus());
        painter.drawPixmap(12, (height() - 18) / 2,
                           iconPixmap(QStringLiteral("data"), 18, t.secondaryText, devicePixelRatioF()));
        const auto factsWidth = fontMetrics().horizontalAdvance(m_facts) + 4;
        const QRect left(40, kSpaceInside, width() - factsWidth - 64, height() - 2 * kSpaceInside);
        painter.setFont(strongFont());
        painter.setPen(isEnabled() ? t.text : t.secondaryText);
        painter.drawText(left, Qt::AlignTop,
                         QFontMetrics(strongFont()).elidedText(text(), Qt::ElideMiddle, left.width()));
        painter.setFont(font());
        painter.setPen(t.secondaryText);
        painter.drawText(left, Qt::AlignBottom,
                         fontMetrics().elidedText(shownText(m_info.absolutePath()), Qt::ElideMiddle, left.width()));
        painter.drawText(rect().adjusted(0, 0, -12, 0), Qt::AlignVCenter | Qt::AlignRight, m_facts);
    }

private:
    QFileInfo m_info;
    QString m_facts; ///< read once: it is painted whenever the pointer passes
};

StartPage::StartPage(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    retranslate();
}

void StartPage::createWidgets()
{
    m_title = new QLabel(this);
    auto font = pageTitleFont();
    font.setPointSizeF(font.pointSizeF() + 8);
    m_title->setFont(font);
    m_summary = new QLabel(this);
    m_summary->setWordWrap(true);
    setSecondary(m_summary);
    m_open = new TargetCard(QStringLiteral("open"), this);
    m_import = new TargetCard(QStringLiteral("drop"), this);
    m_sample = new TargetCard(QStringLiteral("sample"), this);
    m_open->setObjectName(QStringLiteral("start-open"));
    m_import->setObjectName(QStringLiteral("start-import"));
    m_sample->setObjectName(QStringLiteral("start-sample"));
    m_recentTitle = new QLabel(this);
    m_recentTitle->setFont(sectionFont());
    m_recentBox = new QWidget(this);
    m_recentLayout = new QVBoxLayout(m_recentBox);
    m_recentLayout->setContentsMargins(0, 0, 0, 0);
    m_recentLayout->setSpacing(0);
    connect(m_open, &QAbstractButton::clicked, this, [this] { Q_EMIT commandRequested(QStringLiteral("open")); });
    connect(m_import, &QAbstractButton::clicked, this, [this] { Q_EMIT commandRequested(QStringLiteral("import")); });
    connect(m_sample, &QAbstractButton::clicked, this, [this] { Q_EMIT commandRequested(QStringLiteral("sample")); });
}

namespace {

/// In the middle of whatever width there is, and scrolled where it is too high.
QScrollArea *centred(QWidget *column, QWidget *parent)
{
    auto *inside = new QWidget;
    auto *line = new QHBoxLayout(inside);
    line->setContentsMargins(0, 0, 0, 0);
    line->addStretch(1);
    line->addWidget(column, 100);
    line->addStretch(1);
    auto *scroll = new QScrollArea(parent);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    return scroll;
}

} // namespace

void StartPage::layOut()
{
    auto *column = new QWidget(this);
    column->setMaximumWidth(kColumnWidth);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(kSpacePage, kSpaceGroups, kSpacePage, kSpacePage);
    layout->setSpacing(kSpaceBetween);
    layout->addSpacing(kSpaceGroups);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addSpacing(kSpacePage);
    auto *targets = new QHBoxLayout;
    targets->setSpacing(kSpacePage);
    for (auto *card : {m_open, m_import, m_sample})
        targets->addWidget(card, 1);
    layout->addLayout(targets);
    layout->addSpacing(kSpaceGroups);
    layout->addWidget(m_recentTitle);
    layout->addWidget(m_recentBox);
    layout->addStretch();
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(centred(column, this));
}

void StartPage::retranslate()
{
    m_title->setText(QStringLiteral("Aisle"));
    m_summary->setText(tr("Load a shop's behaviour log, train recommenders on this machine, and see the very list each "
                          "shopper would get, and why.\n"
                          "Nothing leaves this computer."));
    m_open->setTexts(tr("Open a project"), tr("A .aisle file: one project, everything in it."));
    m_import->setTexts(tr("Drop files here"), tr("CSV, zip, gz: events, products, shoppers. Or click to choose."));
    m_sample->setTexts(tr("Try it with a sample shop"),
                       tr("541,909 invoice lines of a British gift shop, as raw as they came."));
    m_recentTitle->setText(tr("Recent projects"));
    refreshRecent();
}

void StartPage::refreshRecent()
{
    while (auto *item = m_recentLayout->takeAt(0))
        discard(item);
    const auto paths = recentProjects();
    for (const auto &path : paths) {
        auto *row = new RecentRow(path, m_recentBox);
        m_recentLayout->addWidget(row);
        connect(row, &QAbstractButton::clicked, this, [this, path] { Q_EMIT projectChosen(path); });
        auto *forget = new QAction(tr("Remove from this list"), row);
        connect(forget, &QAction::triggered, this, [this, path] { Q_EMIT projectForgotten(path); });
        row->addAction(forget);
        row->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
    m_recentTitle->setVisible(!paths.isEmpty());
    m_sample->setLeads(paths.isEmpty());
}

} // namespace aisle
