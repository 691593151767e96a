#include "widgets/data/sourcespanel.h"
#include "core/common/error.h"
#include "core/common/text/markuptext.h"
#include "core/transfer/plan/importing.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/forms/discard.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"
#include "widgets/text/toolname.h"

#include <QAction>
#include <QFileInfo>
#include <QFrame>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

class Card : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintCard(painter, rect());
    }
};

} // namespace

SourcesPanel::SourcesPanel(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_import(new QPushButton(this))
{
    m_title->setFont(sectionFont());
    m_import->setObjectName(QStringLiteral("import-more"));
    m_import->setIcon(themeIcon(QStringLiteral("import")));
    auto *inside = new QWidget;
    m_cards = new QVBoxLayout(inside);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(kSpaceBetween);
    m_cards->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_import);
    connect(m_import, &QPushButton::clicked, this, &SourcesPanel::importRequested);
}

QString SourcesPanel::nameOf(const ImportRecord &import, bool isHidden)
{
    return isHidden ? tr("Import %1").arg(import.id.value) : import.source.section(u'/', -1);
}

std::int64_t SourcesPanel::leftOut(const ImportRecord &import)
{
    const auto guests = import.reasons.find("no-user");
    return guests == import.reasons.end() ? 0 : std::min(guests->second, import.rejected);
}

void SourcesPanel::show(const std::vector<ImportRecord> &imports, bool readOnly, bool namesHidden)
{
    m_imports = imports;
    m_readOnly = readOnly;
    m_namesHidden = namesHidden;
    m_import->setEnabled(!readOnly);
    rebuild();
}

void SourcesPanel::retranslate()
{
    m_title->setText(tr("Sources"));
    m_import->setText(tr("Import files"));
    rebuild();
}

void SourcesPanel::rebuild()
{
    while (m_cards->count() > 1)
        discard(m_cards->takeAt(0));
    for (std::size_t i = 0; i < m_imports.size(); ++i)
        m_cards->insertWidget(static_cast<int>(i), card(m_imports[i]));
}

QToolButton *SourcesPanel::moreButton(const ImportRecord &import, QWidget *parent)
{
    auto *more = new QToolButton(parent);
    more->setIcon(themeIcon(QStringLiteral("more")));
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    setToolName(more, tr("What can be done with this import"));
    auto *menu = new QMenu(more);
    auto *again = menu->addAction(tr("Import again with other choices..."));
    auto *takeBack = menu->addAction(tr("Take this import back..."));
    again->setEnabled(!m_readOnly && pastImport(import));
    takeBack->setEnabled(!m_readOnly);
    more->setMenu(menu);
    more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    connect(again, &QAction::triggered, this, [this, import] { Q_EMIT againRequested(import); });
    connect(takeBack, &QAction::triggered, this, [this, import] { Q_EMIT takeBackRequested(import); });
    return more;
}

QString SourcesPanel::factsOf(const ImportRecord &import)
{
    const auto past = pastImport(import);
    const auto rows = formatCount(import.rows - import.rejected);
    if (past && past->part == FilePart::Items)
        return Error::fill(tr("catalogue: %1 [product|products]"), {rows});
    if (past && past->part == FilePart::Users)
        return Error::fill(tr("attributes of %1 [shopper|shoppers]"), {rows});
    return Error::fill(tr("%1 [event|events]"), {formatCount(import.events)});
}

QWidget *SourcesPanel::card(const ImportRecord &import)
{
    auto *card = new Card;
    auto *name = new QLabel(nameOf(import, m_namesHidden), card);
    name->setFont(strongFont());
    name->setToolTip(m_namesHidden ? QString() : tipText(import.source));
    name->setText(fontMetrics().elidedText(name->text(), Qt::ElideMiddle, 140));
    auto *more = moreButton(import, card);
    auto *facts = new QLabel(factsOf(import) + QLatin1Char('\n') + formatWhen(import.at), card);
    setSecondary(facts);
    auto *top = new QHBoxLayout;
    top->setSpacing(0);
    top->addWidget(name, 1);
    top->addWidget(more);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 4, 4, 12);
    layout->setSpacing(kSpaceInside);
    layout->addLayout(top);
    layout->addWidget(facts);
    const auto addRows = [&](std::int64_t count, const QString &text, const QColor &colour) {
        if (count == 0)
            return;
        auto *rows = new QLabel(QStringLiteral("<a style=\"color:%1\" href=\"#\">%2</a>")
                                    .arg(colour.name(), markupText(text.arg(formatCount(count)))),
                                card);
        rows->setTextFormat(Qt::RichText);
        rows->setTextInteractionFlags(Qt::LinksAccessibleByKeyboard | Qt::LinksAccessibleByMouse);
        connect(rows, &QLabel::linkActivated, this, [this, id = import.id] { Q_EMIT rejectedRequested(id); });
        layout->addWidget(rows);
    };
    addRows(import.rejected - leftOut(import), tr("%1 rejected"), tokens().bad);
    addRows(leftOut(import), tr("%1 left out"), tokens().secondaryText);
    if (import.duplicates > 0) {
        auto *duplicates =
            new QLabel(Error::fill(tr("%1 [duplicate|duplicates]"), {formatCount(import.duplicates)}), card);
        setSecondary(duplicates);
        layout->addWidget(duplicates);
    }
    return card;
}

} // namespace aisle
