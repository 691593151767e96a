#include "widgets/train/protocol/seenchoice.h"
#include "widgets/text/format.h"
#include "widgets/train/protocol/formfields.h"

#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace aisle {

namespace {

constexpr double kManyRepeats = .1; ///< of the relevant pairs: from here on leaving them out hides how a shop lives

} // namespace

SeenChoice::SeenChoice(QWidget *parent) : Retranslated(parent)
{
    m_title = new QLabel(this);
    m_hide = new QRadioButton(this);
    m_hide->setObjectName(QStringLiteral("mask-seen"));
    m_offer = new QRadioButton(this);
    m_offer->setObjectName(QStringLiteral("mask-none"));
    m_help = helpLabel(this);
    auto *column = formColumn(this);
    addTitle(*column, m_title);
    for (auto *part : std::initializer_list<QWidget *>{m_hide, m_offer, m_help})
        column->addWidget(part);
    connect(m_hide, &QRadioButton::toggled, this, [this] {
        showHelp();
        Q_EMIT changed();
    });
    retranslate();
}

void SeenChoice::setOffersRepeats(bool offers)
{
    m_offersRepeats = offers;
    showHelp();
}

void SeenChoice::setRepeats(std::optional<double> repeats)
{
    m_repeats = repeats;
    showHelp();
}

void SeenChoice::offer()
{
    m_offer->setChecked(true);
}

MaskSeen SeenChoice::mask() const
{
    return m_offer->isChecked() ? MaskSeen::No : MaskSeen::Yes;
}

void SeenChoice::setMask(MaskSeen mask)
{
    (mask == MaskSeen::No ? m_offer : m_hide)->setChecked(true);
}

void SeenChoice::showHelp()
{
    if (m_offersRepeats && m_hide->isChecked()) {
        m_help->setText(tr("This recommender lists what a shopper already has: judge it with those products offered."));
        return;
    }
    if (!m_repeats) {
        m_help->setText(tr("How much of what shoppers want they already had is not known yet."));
        return;
    }
    const auto share = formatPercent(*m_repeats);
    m_help->setText(*m_repeats >= kManyRepeats
                        ? tr("%1 of the relevant products of the test part are ones that shoppers already had. "
                             "Recommended: offer those products too.")
                              .arg(share)
                        : tr("%1 of the relevant products of the test part are ones that shoppers already had. "
                             "Recommended: leave those products out.")
                              .arg(share));
}

void SeenChoice::retranslate()
{
    m_title->setText(tr("Products a shopper already has"));
    m_hide->setText(tr("Left out of lists"));
    m_offer->setText(tr("Offered again"));
    showHelp();
}

} // namespace aisle
