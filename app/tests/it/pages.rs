//! Every page in every state renders and is sound.

#[test]
fn every_page_of_the_program_is_sound_in_every_state() {
    let samples = app::routes::samples();
    assert!(samples.iter().count() > 120, "{}", samples.iter().count());
    assert_eq!(web::testing::check_samples(&samples), Vec::<String>::new());
    laid_out(&samples);
}

/// Lays the pages out for the browser story that looks at each of them (e2e/stories/15-every-state).
fn laid_out(samples: &web::Samples) {
    let all: Vec<serde_json::Value> = samples
        .iter()
        .map(|sample| serde_json::json!({ "name": sample.name, "html": sample.page.as_deref().unwrap_or_default() }))
        .collect();
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples.json");
    std::fs::write(path, serde_json::to_vec(&all).expect("pages as JSON")).expect("a folder of the build");
}

#[test]
fn every_state_has_a_name_of_its_own() {
    let samples = app::routes::samples();
    let mut names: Vec<&str> = samples.iter().map(|s| s.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}
