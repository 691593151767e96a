#include "widgets/features/pictureencodedialog.h"

#include "core/features/encoders/images/imageencoder.h"
#include "core/features/encoders/images/preprocess.h"
#include "models/settings.h"
#include "widgets/commands/plainbutton.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kDelayMs = 300;
enum Place { Folder, Column };
enum Encoder { ColoursAndEdges, Network };

} // namespace

PictureEncodeDialog::PictureEncodeDialog(SessionPointer session, FeatureDesk::Tables tables,
                                         const CataloguePictureEncoding &start, QWidget *parent)
    : FormDialog(QStringLiteral("pictures-start"), parent), m_session(std::move(session)), m_tables(std::move(tables))
{
    createWidgets(start);
    connectAll();
    retranslate();
    proposeName();
    change();
}

void PictureEncodeDialog::createWidgets(const CataloguePictureEncoding &start)
{
    const bool isFolder = start.pictures.isEmpty() || QFileInfo(start.pictures).isDir();
    m_place = new QComboBox(this);
    m_place->setObjectName(QStringLiteral("picture-place"));
    m_place->addItems({QString(), QString()});
    m_place->setCurrentIndex(isFolder ? Folder : Column);
    m_column = makeField("picture-column");
    m_column->setText(isFolder ? QStringLiteral("image") : start.pictures);
    m_folder = makeField("picture-folder");
    m_folder->setText(isFolder ? start.pictures : start.folder);
    m_browse = plainButton(this, "browse-pictures");
    m_encoder = new QComboBox(this);
    m_encoder->setObjectName(QStringLiteral("picture-encoder"));
    m_encoder->addItems({QString(), QString()});
    m_encoder->setCurrentIndex(start.isBuiltin() ? ColoursAndEdges : Network);
    m_network = makeField("picture-network");
    m_network->setText(start.isBuiltin() ? QString() : start.encoder);
    m_browseNetwork = plainButton(this, "browse-network");
    m_preprocess = new QComboBox(this);
    m_preprocess->setObjectName(QStringLiteral("preprocess"));
    m_preprocess->addItem(QString(), QString());
    for (const auto &name : preprocessNames())
        m_preprocess->addItem(name, name);
    m_preprocess->setCurrentIndex(std::max(0, m_preprocess->findData(start.preprocess)));
    m_name = makeField("feature-name");
    m_name->setMaxLength(kLongestFeatureName);
    m_name->setText(start.name);
    m_ownName = !start.name.isEmpty();
    m_delay = new QTimer(this);
    m_delay->setSingleShot(true);
    m_delay->setInterval(kDelayMs);
    addRow(m_place);
    addRow(m_column);
    addRow(m_folder, m_browse);
    addRow(m_encoder);
    addRow(m_network, m_browseNetwork);
    addRow(m_preprocess);
    addRow(m_name);
}

void PictureEncodeDialog::connectAll()
{
    for (auto *box : {m_place, m_encoder, m_preprocess})
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            proposeName();
            change();
        });
    for (auto *field : {m_column, m_folder, m_network})
        connect(field, &QLineEdit::textChanged, this, [this] {
            proposeName();
            change();
        });
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        m_ownName = true;
        change();
    });
    connect(m_browse, &QPushButton::clicked, this, [this] { choose(m_folder, tr("Folder of the pictures"), true); });
    connect(m_browseNetwork, &QPushButton::clicked, this,
            [this] { choose(m_network, tr("File of the network"), false); });
    connect(m_delay, &QTimer::timeout, this, &PictureEncodeDialog::foretell);
}

bool PictureEncodeDialog::isColumn() const
{
    return m_place->currentIndex() == Column;
}

bool PictureEncodeDialog::isNetwork() const
{
    return m_encoder->currentIndex() == Network;
}

CataloguePictureEncoding PictureEncodeDialog::encoding() const
{
    CataloguePictureEncoding chosen{.name = m_name->text().trimmed(), .pictures = m_folder->text().trimmed()};
    if (isColumn()) {
        chosen.folder = chosen.pictures;
        chosen.pictures = m_column->text().trimmed();
    }
    if (isNetwork()) {
        chosen.encoder = m_network->text().trimmed();
        chosen.preprocess = m_preprocess->currentData().toString();
    }
    return chosen;
}

/// A table of that name would not go on with these pictures.
bool PictureEncodeDialog::isOthersName() const
{
    const auto chosen = encoding();
    const auto found =
        std::ranges::find_if(m_tables.tables, [&](const auto &table) { return table.summary.name == chosen.name; });
    if (found == m_tables.tables.end())
        return false;
    const auto source = found->summary.source();
    const auto encoder = chosen.isBuiltin() ? chosen.encoder : imageEncoderName(chosen.encoder);
    return !source.ofPictures || source.encoder != encoder || source.fields.isEmpty() == isColumn();
}

/// One that no other table has.
void PictureEncodeDialog::proposeName()
{
    if (m_ownName)
        return;
    auto stem = isNetwork() ? imageEncoderName(m_network->text().trimmed()).remove(u',').left(kLongestFeatureName - 4)
                            : tr("pictures");
    if (stem.isEmpty())
        stem = tr("pictures");
    m_name->setText(stem);
    for (int number = 2; isOthersName(); ++number)
        m_name->setText(QStringLiteral("%1 %2").arg(stem).arg(number));
}

QString PictureEncodeDialog::whyNot() const
{
    const auto chosen = encoding();
    if (chosen.pictures.isEmpty())
        return isColumn()
                   ? tr("Name the column of the catalogue that says where each picture lies.")
                   : tr("Choose the folder of the pictures: 17.jpg, or 17_1.jpg, is the picture of the product 17.");
    if (!isColumn() && !QFileInfo(chosen.pictures).isDir())
        return tr("There is no folder %1.").arg(chosen.pictures);
    if (chosen.encoder.isEmpty())
        return tr("Choose the file or folder of the network.");
    if (chosen.name.isEmpty() || chosen.name.contains(u','))
        return tr("Features need a name without a comma.");
    if (isOthersName())
        return tr("There are features called %1 that were made otherwise: take another name.").arg(chosen.name);
    return {};
}

void PictureEncodeDialog::change()
{
    m_forecastJob.letGo();
    m_forecast.reset();
    m_failure.reset();
    m_isWaiting = whyNot().isEmpty();
    showForecast();
    if (m_isWaiting)
        m_delay->start();
}

void PictureEncodeDialog::foretell()
{
    m_isWaiting = false;
    if (!whyNot().isEmpty())
        return;
    m_session->query<CataloguePictures>(
        m_forecastJob,
        [chosen = encoding(), device = kDeviceSetting.read()](const Project &project, JobContext &job) {
            return forecast(project, chosen, chooseDevice(device), job);
        },
        [this](Outcome<CataloguePictures> outcome) {
            if (const auto *seen = std::get_if<CataloguePictures>(&outcome))
                m_forecast = *seen;
            else if (const auto *error = std::get_if<Error>(&outcome))
                m_failure = *error;
            showForecast();
        });
}

void PictureEncodeDialog::showForecast()
{
    setRowVisible(m_column, isColumn());
    setRowVisible(m_network, isNetwork());
    setRowVisible(m_preprocess, isNetwork());
    const auto problem = m_failure ? errorText(*m_failure) : whyNot();
    setReady(problem.isEmpty());
    if (!problem.isEmpty())
        return say(problem, m_failure ? Tone::Bad : Tone::Secondary);
    if (!m_forecast)
        return say(tr("Looking for the pictures..."));
    QStringList sentences{Error::fill(tr("%1 [product has|products have] a picture."),
                                      {formatCount(static_cast<std::int64_t>(m_forecast->ids.size()))})};
    if (m_forecast->without > 0)
        sentences << Error::fill(tr("%1 [has|have] none."), {formatCount(m_forecast->without)});
    if (m_forecast->unknown > 0)
        sentences << Error::fill(tr("%1 [picture is|pictures are] called as no product."),
                                 {formatCount(m_forecast->unknown)});
    say(sentences.join(u' '));
}

void PictureEncodeDialog::retranslate()
{
    setWindowTitle(tr("Encode pictures"));
    setLabels(
        {tr("Pictures"), tr("Column"), tr("Folder"), tr("Encoder"), tr("Network"), tr("Preparation"), tr("Name")});
    setButtons(tr("Encode"), tr("Cancel"));
    m_place->setItemText(Folder, tr("Files called as their products"));
    m_place->setItemText(Column, tr("Files that the catalogue names"));
    m_encoder->setItemText(ColoursAndEdges, tr("Colours and edges: needs no other file"));
    m_encoder->setItemText(Network, tr("A network in a file"));
    m_preprocess->setItemText(0, tr("As its config says, else torchvision"));
    m_folder->setPlaceholderText(isColumn() ? tr("where the paths start; empty: the project's folder") : QString());
    m_network->setPlaceholderText(tr(".safetensors of SqueezeNet, ResNet, MobileNet, ViT or CLIP"));
    for (auto *button : {m_browse, m_browseNetwork})
        button->setText(tr("Choose..."));
    showForecast();
}

} // namespace aisle
