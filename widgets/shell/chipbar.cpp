#include "widgets/shell/chipbar.h"
#include "widgets/common/icons.h"
#include "widgets/common/taborder.h"
#include "widgets/common/theme.h"
#include "widgets/text/tiptext.h"
#include "widgets/text/toolname.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace aisle {

namespace {

constexpr int kMaxTextWidth = 280;
constexpr int kLeastChipWidth = 84;
constexpr int kChipHeight = 26;
constexpr int kBarHeight = 36;
constexpr int kBeforeText = 29; ///< icon or letter
constexpr int kAfterText = 25;  ///< the cross

/// One part of the selection: an icon or a run's letter, a text, a cross.
class Chip : public QAbstractButton
{
public:
    Chip(QString icon, int runSlot, QWidget *parent)
        : QAbstractButton(parent), m_icon(std::move(icon)), m_runSlot(runSlot), m_close(new QToolButton(this))
    {
        m_close->setIcon(themeIcon(QStringLiteral("close")));
        m_close->setIconSize({12, 12});
        m_close->setFixedSize(20, 20);
        m_close->setAutoRaise(true);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    QToolButton *closeButton() const { return m_close; }
    QSize sizeHint() const override
    {
        const int wanted = std::min(fontMetrics().horizontalAdvance(text()) + 2, kMaxTextWidth);
        return {kBeforeText + wanted + kAfterText, kChipHeight};
    }
    QSize minimumSizeHint() const override { return sizeHint().boundedTo({kLeastChipWidth, kChipHeight}); }

protected:
    int textWidth() const { return width() - kBeforeText - kAfterText; }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
            m_close->click();
        else
            QAbstractButton::keyPressEvent(event);
    }
    void resizeEvent(QResizeEvent *) override { m_close->move(width() - 24, (height() - m_close->height()) / 2); }
    void paintEvent(QPaintEvent *) override
    {
        const auto &t = tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(hasFocus() ? t.accent : m_runSlot >= 0 ? runColour(m_runSlot) : t.hairline, 1));
        painter.setBrush(underMouse() ? t.raised : t.surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 13, 13);
        if (m_runSlot >= 0) {
            painter.setPen(runColour(m_runSlot));
            painter.setFont(strongFont());
            painter.drawText(QRect(8, 0, 18, height()), Qt::AlignCenter, runLetter(m_runSlot));
            painter.setFont(font());
        } else {
            painter.drawPixmap(9, (height() - 16) / 2, iconPixmap(m_icon, 16, t.secondaryText, devicePixelRatioF()));
        }
        painter.setPen(t.text);
        painter.drawText(QRect(kBeforeText, 0, textWidth(), height()), Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(text(), Qt::ElideMiddle, textWidth()));
    }

private:
    QString m_icon;
    int m_runSlot;
    QToolButton *m_close;
};

} // namespace

ChipBar::ChipBar(QWidget *parent)
    : Retranslated(parent), m_back(new QToolButton(this)), m_forward(new QToolButton(this)),
      m_nothing(new QLabel(this)), m_row(new QHBoxLayout(this))
{
    setFixedHeight(kBarHeight);
    m_back->setIcon(themeIcon(QStringLiteral("back")));
    m_forward->setIcon(themeIcon(QStringLiteral("forward")));
    m_nothing->setObjectName(QStringLiteral("nothing-selected"));
    setSecondary(m_nothing);
    m_row->setContentsMargins(kSpaceBetween, 0, kSpacePage, 0);
    m_row->setSpacing(kSpaceInside);
    for (auto *button : {m_back, m_forward}) {
        button->setAutoRaise(true);
        m_row->addWidget(button);
    }
    m_row->addWidget(m_nothing);
    m_row->addStretch(1);
    connect(m_back, &QToolButton::clicked, this, [this] { m_session->selection().goBack(); });
    connect(m_forward, &QToolButton::clicked, this, [this] { m_session->selection().goForward(); });
    hide();
}

void ChipBar::setSession(const SessionPointer &session)
{
    if (m_session) {
        disconnect(&m_session->selection(), nullptr, this, nullptr);
        disconnect(m_session.get(), nullptr, this, nullptr);
    }
    m_session = session;
    if (m_session) {
        connect(&m_session->selection(), &Selection::changed, this, &ChipBar::rebuild);
        connect(m_session.get(), &ProjectSession::keysChanged, this, &ChipBar::rebuild);
    }
    rebuild();
}

void ChipBar::rebuild()
{
    clearChips();
    setVisible(m_session != nullptr);
    if (!m_session)
        return;
    const auto &selection = m_session->selection();
    m_back->setEnabled(selection.canGoBack());
    m_forward->setEnabled(selection.canGoForward());
    nameButtons();
    addShopperChips();
    addProductChips();
    addRunChips();
    m_nothing->setVisible(m_chips.empty());
    tabInLayoutOrder(this);
}

void ChipBar::clearChips()
{
    for (auto *chip : m_chips) {
        m_row->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
}

void ChipBar::nameButtons()
{
    m_nothing->setText(tr("Nothing is selected"));
    setToolName(m_back, tr("Back to the selection before"));
    setToolName(m_forward, tr("Forward to the next selection"));
}

void ChipBar::addShopperChips()
{
    auto &selection = m_session->selection();
    const auto &state = selection.state();
    const auto page = QStringLiteral("shoppers");
    if (state.shopper)
        addChip(QStringLiteral("shopper"), tr("Shopper %1").arg(m_session->keys().shopper(state.shopper->key)), {}, -1,
                page, [&selection] { selection.setShopper({}); });
    if (state.shoppers.isEmpty())
        return;
    addChip(QStringLiteral("shoppers"), shoppersText(state.shoppers), {}, -1, page,
            [&selection] { selection.setShoppers({}, SelectionOrigin::Table); });
}

void ChipBar::addProductChips()
{
    auto &selection = m_session->selection();
    const auto &state = selection.state();
    if (state.product) {
        const auto key = m_session->keys().product(state.product->key);
        addChip(QStringLiteral("product"), state.product->title.isEmpty() ? key : state.product->title, key, -1,
                QStringLiteral("product"), [&selection] { selection.setProduct({}); });
    }
    if (state.products.isEmpty())
        return;
    const auto count = static_cast<int>(state.products.size());
    const bool ofMap = state.products.origin == SelectionOrigin::Map;
    addChip(QStringLiteral("product"),
            ofMap ? tr("%Ln products from the map", nullptr, count) : tr("%Ln products", nullptr, count), {}, -1,
            QStringLiteral("map"), [&selection] { selection.setProducts({}, SelectionOrigin::Table); });
}

QString ChipBar::shoppersText(const IdSet<UserId> &shoppers) const
{
    const auto count = static_cast<int>(shoppers.size());
    switch (shoppers.origin) {
    case SelectionOrigin::Chart:
        return tr("%Ln shoppers from a chart", nullptr, count);
    case SelectionOrigin::Runs:
        return tr("%Ln shoppers from the compared runs", nullptr, count);
    case SelectionOrigin::Table:
        return tr("%Ln shoppers from a table", nullptr, count);
    default:
        return tr("%Ln shoppers", nullptr, count);
    }
}

void ChipBar::addRunChips()
{
    auto &selection = m_session->selection();
    for (int slot = 0; slot < kMaxComparedRuns; ++slot)
        if (const auto &run = selection.state().runs[static_cast<std::size_t>(slot)])
            addChip({}, run->label, tr("Compared run %1").arg(runLetter(slot)), slot, QStringLiteral("runs"),
                    [&selection, id = run->id] { selection.stopComparing(id); });
}

void ChipBar::addChip(const QString &icon, const QString &text, const QString &tip, int runSlot, const QString &page,
                      const std::function<void()> &onClose)
{
    auto *chip = new Chip(icon, runSlot, this);
    chip->setText(shownText(text));
    chip->setShortcut({}); // an ampersand in a name is none
    chip->setToolTip(tipText(tip.isEmpty() ? text : tip));
    chip->setAccessibleName(text);
    setToolName(chip->closeButton(), tr("Remove from the selection"));
    connect(chip, &QAbstractButton::clicked, this, [this, page] { Q_EMIT pageRequested(page); });
    connect(chip->closeButton(), &QToolButton::clicked, this, onClose, Qt::QueuedConnection);
    chip->closeButton()->setFocusPolicy(Qt::NoFocus); // Delete does the same
    m_row->insertWidget(m_row->count() - 1, chip);    // before the stretch
    chip->show();
    m_chips.push_back(chip);
}

void ChipBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
}

} // namespace aisle
